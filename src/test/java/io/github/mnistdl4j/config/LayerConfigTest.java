package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerConfigTest {
  /** What the JSON Schema rejects as well. */
  static final String REJECTED =
      """
      network: {layers: [512, {units: 10, activation: softmax}]}
      => line 1: network.layers[0]: must be a section of keys and values, but is 512

      network:
        layers:
          - units: 0
      => line 3: network.layers[0].units: must be a whole number from 1 to 100000, but is 0

      network:
        layers:
          - units: 100001
      => line 3: network.layers[0].units: must be a whole number from 1 to 100000, but is 100001

      network:
        layers:
          - units: 10
            activation: Relu6
      => line 4: network.layers[0].activation: must be one of ACTIVATIONS, but is Relu6; did you mean relu?

      network:
        layers:
          - units: 10
            activation: linear
      => line 4: network.layers[0].activation: must be one of ACTIVATIONS, but is linear

      network:
        layers:
          - units: 10
            activation: leaky_relu
      => line 4: network.layers[0].activation: must be one of ACTIVATIONS, but is leaky_relu; did you mean leaky-relu?

      network:
        layers:
          - {units: 10, dropout: 1.0}
          - {units: 10, dropout: -1e-9}
      => line 3: network.layers[0].dropout: must be a number at least 0 and below 1, but is 1.0
      => line 4: network.layers[1].dropout: must be a number at least 0 and below 1, but is -1e-9

      network:
        layers:
          - {units: 10, l1: -0.1}
          - {units: 10, l1: 1000.1}
      => line 3: network.layers[0].l1: must be a number from 0 to 1000, but is -0.1
      => line 4: network.layers[1].l1: must be a number from 0 to 1000, but is 1000.1

      network:
        layers:
          - {units: 10, activation: leaky-relu, slope: 0}
          - {units: 10, activation: leaky-relu, slope: 1}
      => line 3: network.layers[0].slope: must be a number above 0 and below 1, but is 0
      => line 4: network.layers[1].slope: must be a number above 0 and below 1, but is 1

      network:
        layers:
          - {units: 10, l2: -1}
          - {units: 10, l2: 1001}
          - {units: 10, l2: none}
      => line 3: network.layers[0].l2: must be a number from 0 to 1000, but is -1
      => line 4: network.layers[1].l2: must be a number from 0 to 1000, but is 1001
      => line 5: network.layers[2].l2: must be a number from 0 to 1000, but is none

      network:
        layers:
          - activation: softmax
            units: 10
            L2: 0.1
      => line 5: network.layers[0].L2: unknown key; did you mean l2? (allowed here: KEYS)

      network:
        layers:
          - unit: 10
            activation: softmax
      => line 3: network.layers[0].unit: unknown key; did you mean units? (allowed here: KEYS)

      network:
        layers:
          - activation: softmax
            units: 10
            name: output
      => line 5: network.layers[0].name: unknown key (allowed here: KEYS)
      """
          .replace("ACTIVATIONS", "relu, tanh, sigmoid, identity, leaky-relu, elu, softmax")
          .replace("KEYS", "units, activation, slope, dropout, l1, l2");

  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      network:
        layers:
          - {units: 10, activation: relu, slope: 0.3}
          - {units: 10, activation: softmax}
      => line 3: network.layers[0].slope: is for the activation leaky-relu alone: remove it

      network:
        layers:
          - units: 10.0
      => line 3: network.layers[0].units: must be a whole number from 1 to 100000, but is 10.0

      network:
        layers:
          - units: 10
            activation: softmax
            units: 10
      => line 5: network.layers[0].units: is given twice; keep one

      network:
        layers:
          - &base {units: 10}
          - <<: *base
            activation: softmax
      => line 4: network.layers[1].<<: unknown key; merge keys are not supported: write the keys out, or use the whole section as *alias (allowed here: units, activation, slope, dropout, l1, l2)
      """;

  private static final String OUTPUT = "{units: 10, activation: softmax}";

  @Test
  void hasNothingButUnitsByDefault() {
    assertThat(first("{units: 7}"))
        .isEqualTo(new LayerConfig(Optional.of(7), Activation.IDENTITY, 0, 0, 0));
  }

  @Test
  void readsEveryKey() {
    LayerConfig layer =
        first(
            "{units: 100000, activation: leaky-relu, slope: 0.3, dropout: .5, l1: 1e-4, l2: 1000}");
    assertThat(layer)
        .isEqualTo(
            new LayerConfig(Optional.of(100_000), Activation.LEAKY_RELU, 0.3, 0.5, 1e-4, 1000));
    FullMapping.differs(layer, first("{units: 7}"));
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }

  private static LayerConfig first(String layer) {
    String yaml = "network: {layers: [" + layer + ", " + OUTPUT + "]}";
    return ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of())
        .network()
        .layers()
        .get(0);
  }
}
