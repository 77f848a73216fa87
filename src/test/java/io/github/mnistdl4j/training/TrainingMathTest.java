package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

/** Training steps against the same steps in float64, with the formulas of Keras. */
class TrainingMathTest {
  private static final int STEPS = 12;

  @BeforeAll
  static void keepThreadsApart() {
    NativeRuntime.useOneThreadEach();
  }

  private static final List<String> ENGINES = List.of("dl4j", "fused", "sparse");
  private static final String SGD = "training.optimizer={name: sgd, learning-rate: 0.1}";

  /** Every optimizer, with Keras's settings and with others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rmsprop",
        "{name: rmsprop, learning-rate: 0.01, rho: 0.5, epsilon: 0.001}",
        "{name: sgd, learning-rate: 0.1}",
        "{name: nesterovs, learning-rate: 0.05, momentum: 0.8}",
        "adam",
        "{name: adam, learning-rate: 0.01, beta1: 0.7, beta2: 0.9, epsilon: 0.01}",
        "adamax",
        "nadam",
        "{name: adagrad, learning-rate: 0.05}",
        "{name: adagrad, learning-rate: 0.05, initial-accumulator-value: 0.5}",
        "adadelta"
      })
  void optimizersComputeKerasFormulas(String optimizer) {
    compare(
        ENGINES,
        "network.layers=[{units: 16, activation: tanh}, {units: 10, activation: softmax}]",
        "training.optimizer=" + optimizer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "tanh",
        "sigmoid",
        "identity",
        "leaky-relu",
        "'leaky-relu', slope: 0.7",
        "elu"
      })
  void activationsComputeKerasFormulas(String activation) {
    compare(
        ENGINES,
        "network.layers=[{units: 12, activation: %s}, {units: 10, activation: softmax}]"
            .formatted(activation),
        SGD);
  }

  @Test
  void softmaxMayStandInHiddenLayersOfDeeplearning4jsStep() {
    compare(
        List.of("dl4j"),
        "network.layers=[{units: 12, activation: softmax}, {units: 10, activation: softmax}]",
        SGD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{units: 10, activation: softmax}]",
        "[{units: 130, activation: relu}, {units: 10, activation: softmax}]",
        "[{units: 20, activation: relu}, {units: 15, activation: elu}, {units: 10, activation:"
            + " softmax}]",
        "[{units: 9, activation: tanh}, {units: 8, activation: relu}, {units: 7, activation:"
            + " sigmoid}, {units: 10, activation: softmax}]"
      })
  void stacksOfAnyDepthLearn(String layers) {
    compare(ENGINES, "network.layers=" + layers, SGD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "softmax", "identity"})
  void meanSquaredErrorIsAMeanOverTheClasses(String output) {
    compare(
        ENGINES,
        "network.layers=[{units: 12, activation: relu}, {units: 10, activation: %s}]"
            .formatted(output),
        "training.loss=mean-squared-error",
        "training.optimizer={name: sgd, learning-rate: 0.05}");
  }

  @Test
  void penaltiesAreThoseOfKerasAndStandInTheLoss() {
    compare(
        List.of("dl4j", "fused"),
        "network.layers=[{units: 12, activation: relu, l1: 0.001, l2: 0.002},"
            + " {units: 10, activation: softmax, l2: 0.01}]",
        SGD);
  }

  /** The network of an engine, before its first step, and what counts its right answers. */
  private record Started(String engine, MultiLayerNetwork network, StepObserver observer) {
    static Started of(String engine, String... overrides) {
      boolean sparse = engine.equals("sparse");
      RunConfig config = config("training.engine=" + (sparse ? "fused" : engine), overrides);
      MultiLayerNetwork network =
          Engines.network(config, DatasetInfo.MNIST, sparse, note -> fail(note));
      return new Started(engine, network, StepObserver.of(network));
    }
  }

  private static RunConfig config(String engine, String... overrides) {
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add(engine);
    return ConfigLoader.parse(RunConfig.class, "", "test", all);
  }

  /**
   * Trains all for some steps and compares loss, right answers and all parameters. Float32 rounds
   * to 6e-8 of a value; sums of up to 784 products and a division by a small root in the first
   * steps leave differences a thousand times that, against changes of 1e-3 to 1e-1 a step. Nadam's
   * changes are larger: its first one to the weights of a pixel that gets ink in the third batch is
   * 22 times the learning rate.
   */
  private static void compare(List<String> engines, String... overrides) {
    List<Started> all = engines.stream().map(engine -> Started.of(engine, overrides)).toList();
    MultiLayerNetwork first = all.get(0).network();
    assertThat(all).allMatch(each -> each.network().params().equals(first.params()));
    RunConfig config = config("training.engine=dl4j", overrides);
    ReferenceNetwork reference = new ReferenceNetwork(config, first);
    Digits digits = SomeDigits.of(STEPS * 20 - 3, 5); // the last batch has fewer
    DigitBatches batches = DigitBatches.inOrder(digits, 20);
    for (int step = 0; step < STEPS; step++) {
      DataSet batch = batches.next();
      double expected =
          reference.fit(batch.getFeatures().toDoubleMatrix(), batch.getLabels().toDoubleMatrix());
      for (Started each : all) {
        each.network().fit(batch.copy());
        assertThat(each.network().score())
            .as("loss, step %d, %s", step, each.engine())
            .isCloseTo(expected, within(1e-4));
        assertThat(each.observer().correct())
            .as("right answers, step %d, %s", step, each.engine())
            .isEqualTo(reference.correct());
      }
    }
    boolean nadam = config.training().optimizer() instanceof Optimizer.Nadam;
    for (int layer = 0; layer < config.network().layers().size(); layer++) {
      double[] expected = reference.parameters(layer);
      for (Started each : all) {
        double[] parameters = each.network().getLayer(layer).params().toDoubleVector();
        assertThat(largestDifference(parameters, expected))
            .as("largest difference in the parameters of layer %d, %s", layer, each.engine())
            .isLessThan(nadam ? 1e-3 : 1e-4);
      }
    }
  }

  private static double largestDifference(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }
}
