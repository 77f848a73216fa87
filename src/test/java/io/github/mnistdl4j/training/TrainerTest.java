package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class TrainerTest {
  private static final Digits TRAIN = SomeDigits.of(100, 1);
  private static final Digits TEST = SomeDigits.of(50, 2);

  private final List<String> heard = new ArrayList<>();
  private final List<Score> running = new ArrayList<>();
  private final TrainingCallback listener =
      new TrainingCallback() {
        @Override
        public void onEpochStart(int epoch, int epochs, int steps) {
          heard.add("start %d/%d of %d".formatted(epoch, epochs, steps));
        }

        @Override
        public void onStep(int step, Score score) {
          heard.add("step " + step);
          running.add(score);
        }

        @Override
        public void onEpochEnd(EpochResult result) {
          heard.add("end " + result.epoch());
        }
      };

  private RunConfig config = config();

  private static RunConfig config(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network.layers=[{units: 8, activation: relu}, {units: 10, activation: softmax}]",
                "training.batch-size=40",
                "training.epochs=2"));
    all.addAll(List.of(overrides));
    return ConfigLoader.parse(RunConfig.class, "", "test", all);
  }

  private TrainingResult train(MultiLayerNetwork network, BooleanSupplier stop) {
    return trainer(network, listener, stop).train();
  }

  @Test
  void tellsListenersOfEveryStepAndEpochInOrder() {
    TrainingResult result = train(Networks.create(config, DatasetInfo.MNIST), () -> false);
    assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(heard)
        .containsExactly(
            "start 1/2 of 3",
            "step 1",
            "step 2",
            "step 3",
            "end 1",
            "start 2/2 of 3",
            "step 1",
            "step 2",
            "step 3",
            "end 2");
    assertThat(result.epochs()).hasSize(2);
  }

  @Test
  void anEpochsMeansAreWeightedByBatchSize() {
    Progress epoch = Progress.NONE.plus(1, 1.0, 30, 40).plus(1, 4.0, 10, 20);
    assertThat(epoch.score()).isEqualTo(new Score(2.0, 40 / 60.0));
  }

  @Test
  void anEpochsResultIsTheRunningScoreOfItsLastStep() {
    TrainingResult result = train(Networks.create(config, DatasetInfo.MNIST), () -> false);
    assertThat(result.epochs().get(0).training()).isEqualTo(running.get(2));
    assertThat(result.epochs().get(1).training()).isEqualTo(running.get(5));
  }

  @Test
  void learnsWhatCanBeLearned() {
    config = config("training.epochs=30", "training.optimizer={name: adam, learning-rate: 0.01}");
    TrainingResult result = train(Networks.create(config, DatasetInfo.MNIST), () -> false);
    assertThat(result.epochs().get(29).test().orElseThrow().accuracy()).isGreaterThan(0.9);
  }

  @Test
  void theSameSeedGivesTheSameBitsAlsoWithDropout() {
    config =
        config(
            "network.layers=[{units: 8, activation: relu, dropout: 0.5},"
                + " {units: 10, activation: softmax}]");
    MultiLayerNetwork first = Networks.create(config, DatasetInfo.MNIST);
    train(first, () -> false);
    MultiLayerNetwork second = Networks.create(config, DatasetInfo.MNIST);
    train(second, () -> false);
    assertThat(second.params().toFloatVector()).containsExactly(first.params().toFloatVector());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "dl4j"})
  void goesOnFromAnyStepWithTheSameBits(String engine) {
    config =
        config(
            "training.engine=" + engine,
            "training.epochs=3",
            "network.layers=[{units: 8, activation: relu, dropout: 0.5},"
                + " {units: 10, activation: softmax}]");
    List<TrainingState> states = new ArrayList<>();
    MultiLayerNetwork whole = Engines.network(config, DatasetInfo.MNIST, true, note -> fail(note));
    TrainingResult expected =
        trainer(whole, listener, () -> false)
            .train(Optional.empty(), (trigger, count, state) -> states.add(copy(state.get())));
    assertThat(states).as("two within and one after each epoch").hasSize(9);

    for (TrainingState state : states) {
      MultiLayerNetwork resumed =
          Engines.network(config, DatasetInfo.MNIST, true, note -> fail(note));
      TrainingResult result =
          trainer(resumed, listener, () -> false).train(Optional.of(state), Checkpointer.NONE);
      assertThat(resumed.params().toFloatVector()).containsExactly(whole.params().toFloatVector());
      assertThat(resumed.getUpdater().getStateViewArray())
          .isEqualTo(whole.getUpdater().getStateViewArray());
      assertThat(resumed.getEpochCount()).isEqualTo(3);
      assertThat(scores(result)).isEqualTo(scores(expected));
    }
  }

  @Test
  void theEngineDl4jFitsAndEvaluatesByDeeplearning4jsIterators() {
    config = config("training.engine=dl4j", "training.validation-split=0.1");
    List<String> calls = new ArrayList<>();
    MultiLayerNetwork network =
        Networks.start(
            new Recording(Networks.configuration(config, DatasetInfo.MNIST), calls), config);
    TrainingResult result = train(network, () -> false);
    assertThat(calls)
        .containsExactly("fit", "evaluate 10", "evaluate 50", "fit", "evaluate 10", "evaluate 50");
    assertThat(result.epochs().get(1).test())
        .contains(Score.of(Evaluator.evaluate(network, TEST, config.training().loss(), 1)));
  }

  /** Writes down what is asked of it. */
  @SuppressWarnings("overrides") // of a varargs method, in Deeplearning4j
  private static final class Recording extends MultiLayerNetwork {
    private static final long serialVersionUID = 1L;

    private final transient List<String> calls;

    Recording(MultiLayerConfiguration configuration, List<String> calls) {
      super(configuration);
      this.calls = calls;
    }

    @Override
    public void fit(DataSetIterator iterator) {
      calls.add("fit");
      super.fit(iterator);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Deeplearning4j's signature
    public <T extends Evaluation> T evaluate(DataSetIterator iterator) {
      T evaluation = super.evaluate(iterator);
      calls.add("evaluate " + evaluation.getNumRowCounter());
      return evaluation;
    }
  }

  /** The same in arrays of its own. */
  static TrainingState copy(TrainingState state) {
    return new TrainingState(
        copy(state.network()),
        copy(state.lastGood()),
        state.best().map(TrainerTest::copy),
        state.epochs(),
        state.pass());
  }

  private static Snapshot copy(Snapshot snapshot) {
    return new Snapshot(
        snapshot.parameters().clone(), snapshot.updaterState().clone(), snapshot.iterations());
  }

  private Trainer trainer(
      MultiLayerNetwork network, TrainingCallback callback, BooleanSupplier stop) {
    TrainingData data = TrainingData.split(TRAIN, TEST, config.training().validationSplit());
    BatchTrainer batches = new BatchTrainer(config, data.train(), network);
    return new Trainer(config, data, batches, List.of(callback), stop);
  }

  private static List<Object> scores(TrainingResult result) {
    return result.epochs().stream()
        .<Object>map(epoch -> List.of(epoch.steps(), epoch.training(), epoch.test().orElseThrow()))
        .toList();
  }

  @Test
  void theOrderOfTheImagesMattersOnlyWhenShuffled() {
    MultiLayerNetwork shuffled = Networks.create(config, DatasetInfo.MNIST);
    train(shuffled, () -> false);
    config = config("training.shuffle=false");
    MultiLayerNetwork inOrder = Networks.create(config, DatasetInfo.MNIST);
    train(inOrder, () -> false);
    assertThat(inOrder.params()).isNotEqualTo(shuffled.params());
  }

  @Test
  void holdsTheLastImagesBackForValidation() {
    TrainingData data = TrainingData.split(TRAIN, TEST, 0.25);
    assertThat(data.train().size()).isEqualTo(75);
    Digits validation = data.validation().orElseThrow();
    assertThat(validation.size()).isEqualTo(25);
    assertThat(validation.image(0)).isEqualTo(TRAIN.image(75));
    assertThat(TrainingData.split(TRAIN, TEST, 0).validation()).isEmpty();
    assertThat(TrainingData.split(TRAIN, TEST, 0.999).train().size()).isEqualTo(1);
  }

  @Test
  void evaluatesTheTestSetWhenItIsAskedTo() {
    assertThat(evaluations("every-epoch")).containsExactly(true, true);
    assertThat(evaluations("end")).containsExactly(false, true);
    assertThat(evaluations("never")).containsExactly(false, false);
  }

  private List<Boolean> evaluations(String when) {
    config = config("training.evaluate=" + when, "training.validation-split=0.2");
    List<EpochResult> epochs =
        train(Networks.create(config, DatasetInfo.MNIST), () -> false).epochs();
    assertThat(epochs).allSatisfy(epoch -> assertThat(epoch.validation()).isPresent());
    return epochs.stream().map(EpochResult::test).map(Optional::isPresent).toList();
  }

  @Test
  void stopsAfterTheStepInWhichItWasAskedTo() {
    AtomicInteger asked = new AtomicInteger();
    TrainingResult result =
        train(Networks.create(config, DatasetInfo.MNIST), () -> asked.incrementAndGet() > 4);
    assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(result.epochs()).hasSize(1);
    assertThat(result.steps()).isEqualTo(1);
  }

  /** Takes all batches as one step; the second epoch fails with a part of it done. */
  private static final class FailingCluster implements EpochTrainer {
    private final MultiLayerNetwork network = Networks.create(config(), DatasetInfo.MNIST);

    @Override
    public MultiLayerNetwork network() {
      return network;
    }

    @Override
    public void train(EpochPass pass) {
      if (pass.begin()) {
        network.params().addi(1);
        if (pass.epoch() == 2) {
          throw new IllegalStateException("a worker is gone");
        }
        pass.end(pass.allSteps(), 0.5, 90, 100);
      }
    }
  }

  private TrainingResult trainOn(FailingCluster cluster, BooleanSupplier stop) {
    TrainingData data = TrainingData.split(TRAIN, TEST, 0);
    return new Trainer(config, data, cluster, List.of(listener), stop).train();
  }

  @Test
  void anEpochInWhichAClusterIsStoppedIsLeftOut() {
    FailingCluster cluster = new FailingCluster();
    float[] start = cluster.network().params().toFloatVector();
    AtomicInteger asked = new AtomicInteger();
    TrainingResult result = trainOn(cluster, () -> asked.incrementAndGet() > 2);
    assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(result.epochs()).hasSize(1);
    assertThat(result.steps()).isZero();
    assertThat(result.epochs().get(0).training()).isEqualTo(new Score(0.5, 0.9));
    assertThat(heard).containsExactly("start 1/2 of 3", "step 3", "end 1", "start 2/2 of 3");
    assertThat(cluster.network().params().getFloat(0)).isEqualTo(start[0] + 1);
  }

  @Test
  void aClusterThatFailsOfItselfEndsTraining() {
    assertThatThrownBy(() -> trainOn(new FailingCluster(), () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a worker is gone");
  }

  @Test
  void goesBackToTheLastGoodEpochWhenTheLossIsNoNumber() {
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    List<float[]> afterFirstEpoch = new ArrayList<>();
    TrainingCallback poison =
        new TrainingCallback() {
          @Override
          public void onEpochEnd(EpochResult result) {
            afterFirstEpoch.add(network.params().toFloatVector());
          }

          @Override
          public void onStep(int step, Score score) {
            if (!afterFirstEpoch.isEmpty() && step == 2) {
              network.params().putScalar(3, Float.NaN);
            }
          }
        };
    TrainingResult result = trainer(network, poison, () -> false).train();
    assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.epochs()).hasSize(1);
    assertThat(network.params().toFloatVector()).containsExactly(afterFirstEpoch.get(0));
    assertThat(network.getIterationCount()).isEqualTo(3);
  }

  @Test
  void anUpdateThatBreaksTheWeightsInTheLastStepIsNoticedToo() {
    config =
        config(
            "network.layers=[{units: 10, activation: identity}]",
            "training.loss=mean-squared-error",
            "training.optimizer={name: sgd, learning-rate: 1000}",
            "training.epochs=100");
    TrainingResult result = train(Networks.create(config, DatasetInfo.MNIST), () -> false);
    assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.epochs()).allSatisfy(epoch -> assertThat(epoch.training().loss()).isFinite());
  }

  @Test
  void finiteWeightsWithInfiniteOutputsAreNoGoodEpochEither() {
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    float[] start = network.params().toFloatVector();
    TrainingCallback inflate =
        new TrainingCallback() {
          @Override
          public void onStep(int step, Score score) {
            if (step == 3) { // the epoch's last
              network.params().assign(1e30);
            }
          }
        };
    TrainingResult result = trainer(network, inflate, () -> false).train();
    assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.epochs()).isEmpty();
    assertThat(network.params().toFloatVector()).containsExactly(start);
  }
}
