package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.ConfigLoader;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeThreads;
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
  private static final String TWO_LAYERS =
      "network.layers=[{units: 16, activation: tanh}, {units: 10, activation: softmax}]";

  @BeforeAll
  static void keepThreadsApart() {
    NativeThreads.keepApart();
  }

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
    compare(TWO_LAYERS, "training.optimizer=" + optimizer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "tanh", "sigmoid", "identity", "leaky-relu", "elu", "softmax"})
  void activationsComputeKerasFormulas(String activation) {
    compare(
        "network.layers=[{units: 12, activation: %s}, {units: 10, activation: softmax}]"
            .formatted(activation),
        "training.optimizer={name: sgd, learning-rate: 0.1}");
  }

  @Test
  void meanSquaredErrorIsAMeanOverTheClasses() {
    compare(
        "network.layers=[{units: 12, activation: relu}, {units: 10, activation: sigmoid}]",
        "training.loss=mean-squared-error",
        "training.optimizer={name: sgd, learning-rate: 0.5}");
  }

  @Test
  void penaltiesAreThoseOfKerasAndStandInTheLoss() {
    compare(
        "network.layers=[{units: 12, activation: relu, l1: 0.001, l2: 0.002},"
            + " {units: 10, activation: softmax, l2: 0.01}]",
        "training.optimizer={name: sgd, learning-rate: 0.1}");
  }

  /**
   * Trains both for some steps and compares loss, right answers and all parameters. Float32 rounds
   * to 6e-8 of a value; sums of up to 784 products and a division by a small root in the first
   * steps leave differences a thousand times that, against changes of 1e-3 to 1e-1 a step.
   */
  private static void compare(String... overrides) {
    RunConfig config = ConfigLoader.parse("", "test", List.of(overrides));
    MultiLayerNetwork network = Networks.create(config);
    CorrectAnswers correct = new CorrectAnswers();
    network.addListeners(correct);
    ReferenceNetwork reference = new ReferenceNetwork(config, network);
    Digits digits = SomeDigits.of(STEPS * 20, 5);
    DigitBatches batches = DigitBatches.inOrder(digits, 20);
    for (int step = 0; step < STEPS; step++) {
      DataSet batch = batches.next();
      double expected =
          reference.fit(batch.getFeatures().toDoubleMatrix(), batch.getLabels().toDoubleMatrix());
      network.fit(batch);
      assertThat(network.score()).as("loss, step %d", step).isCloseTo(expected, within(1e-4));
      assertThat(correct.last()).as("right answers, step %d", step).isEqualTo(reference.correct());
    }
    for (int layer = 0; layer < config.network().layers().size(); layer++) {
      double[] parameters = network.getLayer(layer).params().toDoubleVector();
      assertThat(largestDifference(parameters, reference.parameters(layer)))
          .as("largest difference in the parameters of layer %d", layer)
          .isLessThan(1e-4);
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
