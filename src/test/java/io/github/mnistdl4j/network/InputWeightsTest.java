package io.github.mnistdl4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class InputWeightsTest {
  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        Networks.create(
            ConfigLoader.parse(
                RunConfig.class,
                "",
                "test",
                List.of("network.layers=[{units: 3}, {units: 10, activation: softmax}]")),
            DatasetInfo.MNIST);
    network.params().assign(0);
    network.getParam("0_W").putScalar(new int[] {5, 0}, 1);
    network.getParam("0_W").putScalar(new int[] {783, 1}, -3);
    network.getParam("0_W").putScalar(new int[] {0, 2}, 2);
    return network;
  }

  @Test
  void putsTheUnitsWithTheLargestWeightsFirst() {
    InputWeights weights = InputWeights.of(network(), 2);
    assertThat(weights.layerUnits()).isEqualTo(3);
    assertThat(weights.units()).extracting(InputWeights.Unit::index).containsExactly(1, 2);
    assertThat(weights.units().get(0).weights().get(783)).isEqualTo(-3);
    assertThat(weights.units().get(0).weights().get(0)).isZero();
    assertThat(weights.units().get(1).weights().get(0)).isEqualTo(2);
  }

  @Test
  void takesAllOfASmallLayer() {
    assertThat(InputWeights.of(network(), 64).units()).hasSize(3);
  }
}
