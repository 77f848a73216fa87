package io.github.mnistdl4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class NetworksTest {

  @Test
  void theDefaultIsTheTutorialsNetwork() {
    MultiLayerNetwork network = Networks.create(RunConfig.defaults(), DatasetInfo.MNIST);
    assertThat(network.numParams()).isEqualTo(407_050);
    assertThat(network.getParam("0_W").shape()).containsExactly(784, 512);
    assertThat(network.getParam("1_W").shape()).containsExactly(512, 10);
    assertThat(network.getParam("0_b").toFloatVector()).containsOnly(0);
    assertThat(network.getParam("1_b").toFloatVector()).containsOnly(0);
  }

  /** The limits and variances of keras.initializers for a layer of 784 inputs and 512 units. */
  @ParameterizedTest
  @CsvSource({
    "glorot-uniform, 0.068041, 0.0015432",
    "glorot-normal,  Infinity, 0.0015432",
    "he-uniform,     0.087482, 0.0025510",
    "he-normal,      Infinity, 0.0025510",
    "lecun-uniform,  0.061859, 0.0012755",
    "lecun-normal,   Infinity, 0.0012755"
  })
  void weightsStartInKerasDistributions(String init, double limit, double variance) {
    float[] weights = start("network.weight-init=" + init).getParam("0_W").ravel().toFloatVector();
    double mean = 0;
    double square = 0;
    for (float w : weights) {
      mean += w / weights.length;
      square += (double) w * w / weights.length;
      assertThat(Math.abs(w)).isLessThanOrEqualTo((float) limit + 1e-6f);
    }
    // 401,408 weights: the mean's standard error is 6e-5 or less, the variance's 0.3 %
    assertThat(mean).isCloseTo(0, within(4e-4));
    assertThat(square).isCloseTo(variance, within(variance * 0.015));
  }

  @Test
  void theSeedFixesTheWeights() {
    assertThat(start("network.seed=7").params()).isEqualTo(start("network.seed=7").params());
    assertThat(start("network.seed=7").params()).isNotEqualTo(start("network.seed=8").params());
  }

  @ParameterizedTest
  @CsvSource({"rmsprop, 0", "adagrad, 0.1"})
  void meansOfSquaresStartWhereKerasStartsThem(String optimizer, float start) {
    float[] state =
        start("training.optimizer=" + optimizer).getUpdater().getStateViewArray().toFloatVector();
    assertThat(Arrays.stream(toDoubles(state)).distinct().toArray()).containsExactly(start);
  }

  @Test
  void dropoutDropsTheShareOfOutputsThatWasAskedForAndScalesTheRest() {
    MultiLayerNetwork network =
        start(
            "network.layers=[{units: 1000, activation: sigmoid, dropout: 0.3},"
                + " {units: 10, activation: softmax}]");
    List<float[]> inputsOfTheOutputLayer = new ArrayList<>();
    network.addListeners(
        new BaseTrainingListener() {
          @Override
          public void onBackwardPass(Model model) {
            inputsOfTheOutputLayer.add(
                network.getOutputLayer().input().dup().ravel().toFloatVector());
          }
        });
    network.fit(Nd4j.zeros(20, 784), Nd4j.eye(10).repeat(0, 2));
    float[] seen = inputsOfTheOutputLayer.get(0);
    long dropped = IntStream.range(0, seen.length).filter(i -> seen[i] == 0).count();
    // sigmoid(0) = 0.5; 20,000 outputs: standard deviation of the share is 0.0032
    assertThat(dropped / 20_000.0).isCloseTo(0.3, within(0.016));
    for (float output : seen) {
      assertThat(output == 0 || Math.abs(output - 0.5 / 0.7) < 1e-5).isTrue();
    }
  }

  @Test
  void theSummaryCountsParametersAsKerasDoes() {
    assertThat(NetworkSummary.lines(RunConfig.defaults().network().forClasses(10), 784))
        .anySatisfy(line -> assertThat(line).contains("dense ", "(None, 512)", "401920"))
        .anySatisfy(line -> assertThat(line).contains("dense_1 ", "(None, 10)", "5130"))
        .last()
        .isEqualTo("Total params: 407,050");
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static MultiLayerNetwork start(String override) {
    return Networks.create(
        ConfigLoader.parse(RunConfig.class, "", "test", List.of(override)), DatasetInfo.MNIST);
  }
}
