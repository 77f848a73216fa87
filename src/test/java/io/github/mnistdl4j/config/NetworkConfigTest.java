package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkConfigTest {
  /** What the JSON Schema rejects as well. */
  static final String REJECTED =
      """
      network: [512, 10]
      => line 1: network: must be a section of keys and values, but is a list

      network:
        layer: []
      => line 2: network.layer: unknown key; did you mean layers? (allowed here: seed, weight-init, layers)

      network:
        Seed: 1
      => line 2: network.Seed: unknown key; did you mean seed? (allowed here: seed, weight-init, layers)

      network:
        weight_init: he-normal
      => line 2: network.weight_init: unknown key; did you mean weight-init? (allowed here: seed, weight-init, layers)

      network:
        bias: true
      => line 2: network.bias: unknown key (allowed here: seed, weight-init, layers)

      network:
        seed: -1
      => line 2: network.seed: must be a whole number from 0 to 9007199254740991, but is -1

      network:
        seed: 9007199254740992
      => line 2: network.seed: must be a whole number from 0 to 9007199254740991, but is 9007199254740992

      network:
        seed: random
      => line 2: network.seed: must be a whole number from 0 to 9007199254740991, but is random

      network:
        seed: 0.5
      => line 2: network.seed: must be a whole number from 0 to 9007199254740991, but is 0.5

      network:
        weight-init: glorot_uniform
      => line 2: network.weight-init: must be one of INITS, but is glorot_uniform; did you mean glorot-uniform?

      network:
        weight-init: zeros
      => line 2: network.weight-init: must be one of INITS, but is zeros

      network:
        weight-init: 0
      => line 2: network.weight-init: must be one of INITS, but is 0

      network:
        layers: []
      => line 2: network.layers: must be a list, each item starting with "- ", but is an empty list

      network:
        layers:
        seed: 1
      => line 2: network.layers: must be a list, each item starting with "- ", but is empty

      network:
        layers: 2
      => line 2: network.layers: must be a list, each item starting with "- ", but is 2

      network:
        layers:
          units: 10
          activation: softmax
      => line 2: network.layers: must be a list, each item starting with "- ", but is a section of keys
      """
          .replace(
              "INITS",
              "glorot-uniform, glorot-normal, he-uniform, he-normal, lecun-uniform, lecun-normal");

  /** Rules about the last layer. */
  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      network:
        layers:
          - units: 64
            activation: relu
          - units: 12
            activation: softmax
      => line 5: network.layers[1].units: is 12, but mnist has 10 classes, and the last layer needs a unit for each: remove it, or set it to 10

      network:
        layers:
          - units: 10
            activation: softmax
            dropout: 0.5
      => line 5: network.layers[0].dropout: must be 0 on the last layer: its outputs are the answer

      network: {layers: [{units: 9, activation: softmax, dropout: 0.1}]}
      => line 1: network.layers[0].dropout: must be 0 on the last layer: its outputs are the answer
      => line 1: network.layers[0].units: is 9, but mnist has 10 classes, and the last layer needs a unit for each: remove it, or set it to 10

      network:
        layers:
          -
          - activation: softmax
      => line 3: network.layers[0].units: is missing; only the last layer may lack it

      network:
        seed: 1
        layers: [{units: 10, activation: softmax}]
        layers: [{units: 10, activation: softmax}]
      => line 4: network.layers: is given twice; keep one
      """;

  @Test
  void hasTheTutorialsTwoLayersByDefault() {
    assertThat(RunConfig.defaults().network())
        .isEqualTo(
            new NetworkConfig(
                1234,
                WeightInit.GLOROT_UNIFORM,
                List.of(
                    new LayerConfig(Optional.of(512), Activation.RELU, 0, 0, 0),
                    new LayerConfig(Optional.empty(), Activation.SOFTMAX, 0, 0, 0))));
    assertThat(RunConfig.defaults().network().forClasses(26).outputLayer().outputs()).isEqualTo(26);
  }

  @Test
  void readsEveryKey() {
    String yaml =
        """
        network:
          seed: 9007199254740991
          weight-init: lecun-normal
          layers:
            - units: 10
              activation: softmax
        """;
    NetworkConfig network =
        ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).network();
    assertThat(network)
        .isEqualTo(
            new NetworkConfig(
                9007199254740991L,
                WeightInit.LECUN_NORMAL,
                List.of(new LayerConfig(Optional.of(10), Activation.SOFTMAX, 0, 0, 0))));
    FullMapping.differs(network, RunConfig.defaults().network());
  }

  @Test
  void sharesALayerThroughAnAnchor() {
    String yaml =
        """
        network:
          layers:
            - &hidden {units: 32, activation: elu}
            - *hidden
            - {units: 10, activation: softmax}
        """;
    NetworkConfig network =
        ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).network();
    assertThat(network.layers()).extracting(LayerConfig::outputs).containsExactly(32, 32, 10);
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }
}
