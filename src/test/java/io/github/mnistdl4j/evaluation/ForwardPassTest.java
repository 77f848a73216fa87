package io.github.mnistdl4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ForwardPassTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "tanh",
        "sigmoid",
        "identity",
        "leaky-relu",
        "leaky-relu, slope: 0.7",
        "elu"
      })
  void agreesWithDeeplearning4jForEachActivation(String activation) {
    String layers =
        "network.layers=[{units: 71, activation: %s}, {units: 33, activation: %s, dropout: 0.5}, {units: 10, activation: softmax}]";
    requireAgreement(layers.formatted(activation, activation));
  }

  @Test
  void agreesWithDeeplearning4jForALayerWiderThanABand() {
    requireAgreement(
        "network.layers=[{units: 2000, activation: relu}, {units: 10, activation: softmax}]");
  }

  private static void requireAgreement(String layers) {
    MultiLayerNetwork network = network(layers);
    Digits digits = inked(123);
    float[] ours = Outputs.of(network, Outputs.sparse(network, digits), digits, 2);
    float[] theirs =
        network
            .output(DigitBatches.inOrder(digits, 123).next().getFeatures())
            .dup('c')
            .data()
            .asFloat();
    assertThat(ours).hasSameSizeAs(theirs).containsExactly(theirs, within(2e-6f));
  }

  @Test
  void anImageHasTheSameOutputsAloneAndAmongOthers() {
    MultiLayerNetwork network =
        network(
            "network.layers=[{units: 300, activation: relu}, {units: 10, activation: softmax}]");
    Digits digits = inked(173);
    float[] all = Outputs.beforeActivation(network, digits, 3);
    assertThat(Outputs.beforeActivation(network, digits, 1)).isEqualTo(all);
    ForwardPass pass = ForwardPass.of(network).orElseThrow();
    for (int i = 0; i < digits.size(); i++) {
      float[] alone = pass.scores(Digits.scaled(digits.image(i)));
      assertThat(new Answers(digits, all).outputs(i)).isEqualTo(alone);
    }
  }

  /** The gradient is measured: a unit's bias moves it alone, as far as itself. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "tanh", "sigmoid", "identity", "leaky-relu", "elu", "softmax"})
  void saysWhatAUnitAddsThroughTheLayersBehind(String activation) {
    MultiLayerNetwork network =
        network(
            "network.layers=[{units: 9, activation: identity}, {units: 7, activation: %s}, {units: 10, activation: softmax}]"
                .formatted(activation));
    float[] image = Digits.scaled(inked(1).image(0));
    ForwardPass pass = ForwardPass.of(network).orElseThrow();
    assertThat(pass.sizes()).containsExactly(784, 9, 7, 10);
    float[][] units = pass.firstLayer(image, 4);
    INDArray bias = network.getParam("0_b");
    for (int unit = 0; unit < 9; unit++) {
      float step = 0.0005f;
      bias.putScalar(unit, step);
      float more = ForwardPass.of(network).orElseThrow().scores(image)[4];
      bias.putScalar(unit, -step);
      float less = ForwardPass.of(network).orElseThrow().scores(image)[4];
      bias.putScalar(unit, 0);
      float gradient = (more - less) / (2 * step);
      assertThat(units[1][unit]).isCloseTo(units[0][unit] * gradient, within(5e-3f));
    }
  }

  @Test
  void saysWhatAUnitAddsAndHowItsWeightsLook() {
    MultiLayerNetwork network =
        network("network.layers=[{units: 20, activation: relu}, {units: 10, activation: softmax}]");
    float[] image = Digits.scaled(inked(1).image(0));
    ForwardPass pass = ForwardPass.of(network).orElseThrow();
    float[][] units = pass.firstLayer(image, 4);
    INDArray weights = network.getParam("0_W");
    INDArray input = Nd4j.create(image).reshape(1, 784);
    for (int unit = 0; unit < 20; unit++) {
      float fires = Math.max(0, input.mmul(weights).getFloat(0, unit));
      assertThat(units[0][unit]).isCloseTo(fires, within(1e-5f));
      float adds = units[0][unit] * network.getParam("1_W").getFloat(unit, 4);
      assertThat(units[1][unit]).isCloseTo(adds, within(1e-5f));
    }
    float most = weights.getColumn(3).amaxNumber().floatValue();
    for (int pixel = 0; pixel < 784; pixel++) {
      assertThat((int) pass.firstWeights()[3 * 784 + pixel])
          .isEqualTo(Math.round(weights.getFloat(pixel, 3) / most * 127));
    }
  }

  @Test
  void takesTheClassesForUnitsWhereThereIsNoHiddenLayer() {
    ForwardPass pass =
        ForwardPass.of(network("network.layers=[{units: 10, activation: softmax}]")).orElseThrow();
    float[] image = Digits.scaled(inked(1).image(0));
    float[][] units = pass.firstLayer(image, 4);
    assertThat(units[0]).isEqualTo(pass.scores(image));
    for (int label = 0; label < 10; label++) {
      assertThat(units[1][label]).isEqualTo(label == 4 ? units[0][4] : units[0][label] * 0);
    }
    assertThat(pass.firstWeights()).hasSize(7840);
  }

  @Test
  void leavesOtherNetworksToDeeplearning4j() {
    DenseLayer.Builder hidden = new DenseLayer.Builder().nIn(784).nOut(5);
    assertThat(ForwardPass.of(other(hidden.activation(Activation.RELU)))).isPresent();
    assertThat(ForwardPass.of(other(hidden.activation(Activation.SWISH)))).isEmpty();
    assertThat(ForwardPass.of(other(hidden.activation(Activation.RELU).hasLayerNorm(true))))
        .isEmpty();
  }

  private static MultiLayerNetwork other(DenseLayer.Builder hidden) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(hidden.build())
                .layer(new OutputLayer.Builder().nIn(5).nOut(10).build())
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork network(String layers) {
    RunConfig config = ConfigLoader.parse(RunConfig.class, "", "test", List.of(layers));
    MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
    Random random = new Random(5);
    for (int i = 0; i < network.numParams(); i += 97) { // biases are zero in a new one
      network.params().putScalar(i, random.nextFloat() - 0.5);
    }
    return network;
  }

  /** Images of which one pixel in five is inked. */
  private static Digits inked(int n) {
    Random random = new Random(7);
    byte[] pixels = new byte[n * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextInt(5) == 0 ? random.nextInt(256) : 0);
    }
    return SomeDigits.mnist(pixels, new byte[n]);
  }
}
