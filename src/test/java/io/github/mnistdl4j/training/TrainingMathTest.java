package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

/** Training steps against the same steps in float64, with the formulas of Keras. */
class TrainingMathTest {
  private static final int STEPS = 12;

  @BeforeAll
  static void keepThreadsApart() {
    NativeRuntime.useOneThreadEach();
  }

  /** Every optimizer, with Keras's settings and with others. */
  static final List<String> OPTIMIZERS =
      List.of(
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
          "adadelta");

  private static final String SGD = "training.optimizer={name: sgd, learning-rate: 0.1}";

  static Stream<Arguments> optimizers() {
    return everyEngine(OPTIMIZERS);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersComputeKerasFormulas(String engine, String optimizer) {
    compare(
        engine,
        "network.layers=[{units: 16, activation: tanh}, {units: 10, activation: softmax}]",
        "training.optimizer=" + optimizer);
  }

  static Stream<Arguments> activations() {
    return everyEngine(
        List.of(
            "relu",
            "tanh",
            "sigmoid",
            "identity",
            "leaky-relu",
            "'leaky-relu', slope: 0.7",
            "elu"));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsComputeKerasFormulas(String engine, String activation) {
    compare(
        engine,
        "network.layers=[{units: 12, activation: %s}, {units: 10, activation: softmax}]"
            .formatted(activation),
        SGD);
  }

  @Test
  void softmaxMayStandInHiddenLayersOfDeeplearning4jsStep() {
    compare(
        "dl4j",
        "network.layers=[{units: 12, activation: softmax}, {units: 10, activation: softmax}]",
        SGD);
  }

  static Stream<Arguments> stacks() {
    return everyEngine(
        List.of(
            "[{units: 10, activation: softmax}]",
            "[{units: 130, activation: relu}, {units: 10, activation: softmax}]",
            "[{units: 20, activation: relu}, {units: 15, activation: elu}, {units: 10, activation:"
                + " softmax}]",
            "[{units: 9, activation: tanh}, {units: 8, activation: relu}, {units: 7, activation:"
                + " sigmoid}, {units: 10, activation: softmax}]"));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void stacksOfAnyDepthLearn(String engine, String layers) {
    compare(engine, "network.layers=" + layers, SGD);
  }

  static Stream<Arguments> engines() {
    return everyEngine(List.of("sigmoid", "softmax", "identity"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void meanSquaredErrorIsAMeanOverTheClasses(String engine, String output) {
    compare(
        engine,
        "network.layers=[{units: 12, activation: relu}, {units: 10, activation: %s}]"
            .formatted(output),
        "training.loss=mean-squared-error",
        "training.optimizer={name: sgd, learning-rate: 0.05}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "fused"})
  void penaltiesAreThoseOfKerasAndStandInTheLoss(String engine) {
    compare(
        engine,
        "network.layers=[{units: 12, activation: relu, l1: 0.001, l2: 0.002},"
            + " {units: 10, activation: softmax, l2: 0.01}]",
        SGD);
  }

  private static Stream<Arguments> everyEngine(List<String> cases) {
    return Stream.of("dl4j", "fused", "sparse")
        .flatMap(engine -> cases.stream().map(each -> arguments(engine, each)));
  }

  /**
   * Trains both for some steps and compares loss, right answers and all parameters. Float32 rounds
   * to 6e-8 of a value; sums of up to 784 products and a division by a small root in the first
   * steps leave differences a thousand times that, against changes of 1e-3 to 1e-1 a step. Nadam's
   * changes are larger: its first one to the weights of a pixel that gets ink in the third batch is
   * 22 times the learning rate.
   */
  private static void compare(String engine, String... overrides) {
    List<String> all = new ArrayList<>(List.of(overrides));
    boolean sparse = engine.equals("sparse");
    all.add("training.engine=" + (sparse ? "fused" : engine));
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", all);
    MultiLayerNetwork network =
        Engines.network(config, DatasetInfo.MNIST, sparse, note -> fail(note));
    StepObserver observer = StepObserver.of(network);
    ReferenceNetwork reference = new ReferenceNetwork(config, network);
    Digits digits = SomeDigits.of(STEPS * 20 - 3, 5); // the last batch has fewer
    DigitBatches batches = DigitBatches.inOrder(digits, 20);
    for (int step = 0; step < STEPS; step++) {
      DataSet batch = batches.next();
      double expected =
          reference.fit(batch.getFeatures().toDoubleMatrix(), batch.getLabels().toDoubleMatrix());
      network.fit(batch);
      assertThat(network.score()).as("loss, step %d", step).isCloseTo(expected, within(1e-4));
      assertThat(observer.correct())
          .as("right answers, step %d", step)
          .isEqualTo(reference.correct());
    }
    boolean nadam = config.training().optimizer() instanceof Optimizer.Nadam;
    for (int layer = 0; layer < config.network().layers().size(); layer++) {
      double[] parameters = network.getLayer(layer).params().toDoubleVector();
      assertThat(largestDifference(parameters, reference.parameters(layer)))
          .as("largest difference in the parameters of layer %d", layer)
          .isLessThan(nadam ? 1e-3 : 1e-4);
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
