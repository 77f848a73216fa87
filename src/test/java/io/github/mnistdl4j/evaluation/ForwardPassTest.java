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
