package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigTest {
  /** What the JSON Schema rejects as well. */
  static final String REJECTED =
      """
      trainig: {}
      => line 1: trainig: unknown key; did you mean training? (allowed here: data, network, training, runtime, serving, spark)

      Network: {}
      => line 1: Network: unknown key; did you mean network? (allowed here: data, network, training, runtime, serving, spark)

      epochs: 10
      => line 1: epochs: unknown key; did you mean training.epochs? (allowed here: data, network, training, runtime, serving, spark)

      training.epochs: 10
      => line 1: training.epochs: unknown key; in the file, indent keys below their section instead of joining them with dots (allowed here: data, network, training, runtime, serving, spark)

      # My network
      - network
      - training
      => line 2: must be a section of keys and values, but is a list

      []
      => line 1: must be a section of keys and values, but is an empty list

      Keras, a first look
      => line 1: must be a section of keys and values, but is Keras, a first look

      "training: {}"
      => line 1: must be a section of keys and values, but is the text "training: {}"

      42
      => line 1: must be a section of keys and values, but is 42

      "esc \\e[31m": 1
      => line 1: esc  [31m: unknown key (allowed here: data, network, training, runtime, serving, spark)

      datum: 1
      network:
        seed: -1
        layers:
          - {units: 64, dropout: 1, activaton: relu}
          - {units: ten}
      training:
        epochs: 0
        optimizer:
          name: adam
          rho: 0.9
          beta1: 1
        shuffle: yes
      data:
        dataset: minst
      => line 1: datum: unknown key; did you mean data? (allowed here: data, network, training, runtime, serving, spark)
      => line 3: network.seed: must be a whole number from 0 to 9007199254740991, but is -1
      => line 5: network.layers[0].activaton: unknown key; did you mean activation? (allowed here: units, activation, slope, dropout, l1, l2)
      => line 5: network.layers[0].dropout: must be a number at least 0 and below 1, but is 1
      => line 6: network.layers[1].units: must be a whole number from 1 to 100000, but is ten
      => line 8: training.epochs: must be a whole number from 1 to 100000, but is 0
      => line 11: training.optimizer.rho: unknown key (allowed here: learning-rate, beta1, beta2, epsilon)
      => line 12: training.optimizer.beta1: must be a number at least 0 and below 1, but is 1
      => line 13: training.shuffle: must be true or false, but is yes
      => line 15: data.dataset: must be one of mnist, fashion-mnist, kmnist, qmnist, emnist-letters, emnist-balanced, emnist-digits, idx, csv, folder, but is minst; did you mean mnist?
      """;

  /** A rule between two sections, and what JSON cannot say. */
  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      network: {layers: [{units: 10}]}
      training:
        loss: mean-squared-error
        validation-split: 0.1
        temperature-scaling: true
      => line 5: training.temperature-scaling: calibrates probabilities, but the last layer is identity: set its activation to softmax, or set it to false

      network:
        layers:
          - units: 10
            activation: relu
      => line 4: network.layers[0].activation: is relu, but the loss categorical-crossentropy needs probabilities: use softmax, or training.loss: mean-squared-error

      network:
        layers:
          - {units: 32, activation: softmax}
          - units: 10
      => line 4: network.layers[1].activation: is identity, but the loss categorical-crossentropy needs probabilities: use softmax, or training.loss: mean-squared-error

      training:
        epochs: 5
      training:
        epochs: 6
      => line 3: training: is given twice; keep one
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# nothing", "---", "null", "{}", "data:\nnetwork:\ntraining:"})
  void takesDefaultsForWhatIsLeftOut(String yaml) {
    assertThat(ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of()))
        .isEqualTo(AppConfig.defaults());
  }

  @Test
  void needsNoSoftmaxForSquaredErrors() {
    String yaml =
        """
        training: {loss: mean-squared-error}
        network: {layers: [{units: 10}]}
        """;
    LayerConfig output =
        ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of())
            .run()
            .network()
            .outputLayer();
    assertThat(output.activation()).isEqualTo(Activation.IDENTITY);
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
