package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callbacks do to a training. */
class CallbacksTest {
  private final List<String> notes = new ArrayList<>();
  private final List<float[]> afterEpochs = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private MultiLayerNetwork network = Networks.create(config(), DatasetInfo.MNIST);

  private static RunConfig config(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network.layers=[{units: 8, activation: relu}, {units: 10, activation: softmax}]",
                "training.batch-size=40",
                "training.epochs=12",
                "runtime.threads=1",
                "training.optimizer={name: sgd, learning-rate: 0.5}"));
    all.addAll(List.of(overrides));
    return ConfigLoader.parse(RunConfig.class, "", "test", all);
  }

  private TrainingResult train(
      RunConfig config, Optional<TrainingState> from, Checkpointer checkpoints) {
    TrainingCallback listener =
        new TrainingCallback() {
          @Override
          public void onNote(String text) {
            notes.add(text);
          }

          @Override
          public void onEpochEnd(EpochResult result) {
            afterEpochs.add(network.params().toFloatVector());
            rates.add(result.learningRate());
          }
        };
    TrainingData data = TrainingData.split(SomeDigits.of(100, 1), SomeDigits.of(50, 2), 0);
    EpochTrainer trainer = Engines.create(config, data.train(), note -> fail(note));
    network = trainer.network();
    List<EpochResult> before = from.map(TrainingState::epochs).orElse(List.of());
    List<TrainingCallback> callbacks = new ArrayList<>(List.of(listener));
    config
        .training()
        .callback(Callback.EarlyStopping.class)
        .map(stopping -> new EarlyStoppingCallback(stopping, before, notes::add))
        .ifPresent(callbacks::add);
    config
        .training()
        .callback(Callback.ReduceLrOnPlateau.class)
        .map(plateau -> new PlateauCallback(plateau, 0.5, before, notes::add))
        .ifPresent(callbacks::add);
    return new Trainer(config, data, trainer, callbacks, () -> false).train(from, checkpoints);
  }

  private TrainingResult train(String... overrides) {
    return train(config(overrides), Optional.empty(), Checkpointer.NONE);
  }

  @Test
  void earlyStoppingEndsTrainingAndSaysSo() {
    // each epoch has to be better by more than any is
    TrainingResult result =
        train("training.callbacks=[{name: early-stopping, monitor: loss, min-delta: 9}]");
    assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.kept()).contains(result.epochs().get(1));
    assertThat(notes).containsExactly("Epoch 2: early stopping");
    assertThat(network.params().toFloatVector()).containsExactly(afterEpochs.get(1));
    Answers again = Answers.of(network, SomeDigits.of(50, 2), 1);
    assertThat(result.answers()).hasValueSatisfying(given -> assertSame(given, again));
  }

  private static void assertSame(Answers given, Answers again) {
    assertThat(given.size()).isEqualTo(again.size());
    for (int image = 0; image < given.size(); image++) {
      for (int label = 0; label < 10; label++) {
        assertThat(given.output(image, label)).isEqualTo(again.output(image, label));
      }
    }
  }

  @Test
  void earlyStoppingInTheLastEpochChangesNothing() {
    TrainingResult result =
        train(
            "training.epochs=2",
            "training.callbacks=[{name: early-stopping, monitor: loss, min-delta: 9}]");
    assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
  }

  @Test
  void theBestEpochsWeightsComeBack() {
    TrainingResult result =
        train(
            "training.callbacks=[{name: early-stopping, monitor: loss, min-delta: 9, patience: 3,"
                + " restore-best-weights: true}]");
    assertThat(result.epochs()).hasSize(4);
    assertThat(result.kept()).contains(result.epochs().get(0));
    assertThat(network.params().toFloatVector()).containsExactly(afterEpochs.get(0));
    assertThat(result.answers()).as("those of the last epoch are others").isEmpty();
    assertThat(notes)
        .containsExactly(
            "Epoch 4: early stopping",
            "Restoring model weights from the end of the best epoch: 1.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void aPlateauMakesTheNextEpochsStepsSmaller(String engine) {
    train(
        "training.engine=" + engine,
        "training.epochs=5",
        "training.callbacks=[{name: reduce-lr-on-plateau, monitor: loss, min-delta: 9,"
            + " patience: 2, factor: 0}]");
    assertThat(rates).containsExactly(0.5, 0.5, 0.5, 0.0, 0.0);
    assertThat(afterEpochs.get(2)).isNotEqualTo(afterEpochs.get(1));
    assertThat(afterEpochs.get(3)).as("steps of length 0").isEqualTo(afterEpochs.get(2));
    assertThat(notes).containsExactly("Epoch 3: ReduceLROnPlateau reducing learning rate to 0.0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void aScheduleActsInEveryStep(String engine) {
    train(
        "training.engine=" + engine,
        "training.epochs=2",
        "training.learning-rate-schedule={name: step, decay-steps: 1, decay-rate: 0.5}");
    // three steps an epoch: 0.5, 0.25, 0.125, ...
    assertThat(rates).containsExactly(0.125, 0.015625);
    float[] scheduled = network.params().toFloatVector();
    train("training.engine=" + engine, "training.epochs=2");
    assertThat(network.params().toFloatVector()).isNotEqualTo(scheduled);
  }

  @Test
  void fewerEpochsThanAreDoneEndWithTheLastOfThem() {
    List<TrainingState> states = new ArrayList<>();
    train(
        config("training.epochs=2"),
        Optional.empty(),
        (trigger, count, state) -> states.add(TrainerTest.copy(state.get())));
    TrainingState inEpoch2 = states.get(4);
    assertThat(inEpoch2.epochs()).hasSize(1);
    TrainingResult result =
        train(config("training.epochs=1"), Optional.of(inEpoch2), Checkpointer.NONE);
    assertThat(result.kept().orElseThrow().epoch()).isEqualTo(1);
    assertThat(network.params().toFloatVector()).containsExactly(afterEpochs.get(0));
    assertThat(network.getIterationCount()).isEqualTo(3);
  }

  @Test
  void theNetworkThatIsKeptHasTheConfiguredLearningRate() {
    train("training.learning-rate-schedule={name: exponential, decay-steps: 5, decay-rate: 0.5}");
    assertThat(network.getLayerWiseConfigurations().toJson())
        .isEqualTo(
            counted(Networks.create(config(), DatasetInfo.MNIST))
                .getLayerWiseConfigurations()
                .toJson());
  }

  private MultiLayerNetwork counted(MultiLayerNetwork fresh) {
    fresh.getLayerWiseConfigurations().setIterationCount(network.getIterationCount());
    fresh.setEpochCount(network.getEpochCount());
    return fresh;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.callbacks=[{name: early-stopping, monitor: loss, min-delta: 0.1, patience: 1,"
            + " restore-best-weights: true}]",
        "training.callbacks=[{name: reduce-lr-on-plateau, monitor: loss, min-delta: 0.2,"
            + " patience: 1, cooldown: 1, factor: 0.5}]",
        "training.learning-rate-schedule={name: cosine, decay-steps: 30, warmup-steps: 4}"
      })
  void goesOnFromAnyStepWithTheSameBits(String callback) {
    List<TrainingState> states = new ArrayList<>();
    RunConfig config = config(callback, "training.epochs=6", "training.evaluate=never");
    TrainingResult expected =
        train(
            config,
            Optional.empty(),
            (trigger, count, state) -> states.add(TrainerTest.copy(state.get())));
    float[] whole = network.params().toFloatVector();
    List<String> expectedNotes = List.copyOf(notes);
    assertThat(states).hasSize(3 * expected.epochs().size());
    for (TrainingState state : states) {
      notes.clear();
      TrainingResult result = train(config, Optional.of(state), Checkpointer.NONE);
      assertThat(network.params().toFloatVector()).containsExactly(whole);
      assertThat(result.outcome()).isEqualTo(expected.outcome());
      assertThat(result.kept().orElseThrow().epoch())
          .isEqualTo(expected.kept().orElseThrow().epoch());
      notes.removeIf(note -> note.startsWith("Early stopping has ended"));
      assertThat(expectedNotes).endsWith(notes.toArray(String[]::new));
    }
  }
}
