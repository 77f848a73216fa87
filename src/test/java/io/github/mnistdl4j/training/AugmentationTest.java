package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on images that are changed in every epoch. */
class AugmentationTest {
  private static final Digits TRAIN = SomeDigits.of(100, 1);
  private static final Digits TEST = SomeDigits.of(50, 2);

  private static RunConfig config(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network.layers=[{units: 8, activation: relu}, {units: 10, activation: softmax}]",
                "training={batch-size: 40, epochs: 3, validation-split: 0.1, augmentation: {}}"));
    all.addAll(List.of(overrides));
    return ConfigLoader.parse(RunConfig.class, "", "test", all);
  }

  private static MultiLayerNetwork network(RunConfig config) {
    return Engines.network(config, DatasetInfo.MNIST, true, note -> fail(note));
  }

  private static TrainingResult train(
      RunConfig config,
      MultiLayerNetwork network,
      Optional<TrainingState> from,
      Checkpointer checkpoints) {
    TrainingData data = TrainingData.split(TRAIN, TEST, config.training().validationSplit());
    BatchTrainer batches = new BatchTrainer(config, data.train(), network);
    return new Trainer(config, data, batches, List.of(), () -> false).train(from, checkpoints);
  }

  private static float[] trained(String... overrides) {
    RunConfig config = config(overrides);
    MultiLayerNetwork network = network(config);
    train(config, network, Optional.empty(), Checkpointer.NONE);
    return network.params().toFloatVector();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void goesOnFromAnyStepWithTheSameBits(String engine) {
    RunConfig config = config("training.engine=" + engine);
    List<TrainingState> states = new ArrayList<>();
    MultiLayerNetwork whole = network(config);
    train(
        config,
        whole,
        Optional.empty(),
        (trigger, count, state) -> states.add(TrainerTest.copy(state.get())));
    assertThat(states).as("two within and one after each epoch").hasSize(9);

    for (TrainingState state : states) {
      MultiLayerNetwork resumed = network(config);
      train(config, resumed, Optional.of(state), Checkpointer.NONE);
      assertThat(resumed.params().toFloatVector()).containsExactly(whole.params().toFloatVector());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theSameBitsForAnyNumberOfThreads(int threads) {
    assertThat(trained("runtime.threads=" + threads)).containsExactly(trained("runtime.threads=1"));
  }

  @Test
  void probabilityZeroTrainsAsIfThereWereNone() {
    float[] without = trained("training.augmentation=null");
    assertThat(trained("training.augmentation.probability=0")).containsExactly(without);
    assertThat(trained()).isNotEqualTo(without);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void validationAndTestImagesStayAsTheyAre(String engine) {
    RunConfig config = config("training.engine=" + engine);
    MultiLayerNetwork network = network(config);
    EpochResult last = train(config, network, Optional.empty(), Checkpointer.NONE).epochs().get(2);
    Digits validation = TrainingData.split(TRAIN, TEST, 0.1).validation().orElseThrow();
    assertThat(last.test()).contains(score(config, network, TEST));
    assertThat(last.validation()).contains(score(config, network, validation));
  }

  private static Score score(RunConfig config, MultiLayerNetwork network, Digits images) {
    return Score.of(Evaluator.evaluate(network, images, config.training().loss(), 1));
  }
}
