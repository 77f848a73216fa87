package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  /** What the JSON Schema rejects as well. */
  static final String REJECTED =
      """
      training:
        optimizer: adamw
      => line 2: training.optimizer: must be one of NAMES, but is adamw; did you mean adam?

      training:
        optimizer: Adam
      => line 2: training.optimizer: must be one of NAMES, but is Adam; did you mean adam?

      training:
        optimizer: lion
      => line 2: training.optimizer: must be one of NAMES, but is lion

      training:
        optimizer: 1
      => line 2: training.optimizer: must be one of NAMES, but is 1

      training:
        optimizer:
        epochs: 3
      => line 2: training.optimizer.name: is missing; use one of NAMES

      training:
        optimizer: [adam]
      => line 2: training.optimizer: must be a section of keys and values, but is a list

      training:
        optimizer:
          learning-rate: 0.1
      => line 2: training.optimizer.name: is missing; use one of NAMES

      training:
        optimizer:
          adam:
            beta1: 0.8
      => line 2: training.optimizer.name: is missing; use one of NAMES

      training:
        optimizer:
          name:
      => line 3: training.optimizer.name: must be one of NAMES, but is empty

      training:
        optimizer:
          name: rms_prop
      => line 3: training.optimizer.name: must be one of NAMES, but is rms_prop; did you mean rmsprop?

      training:
        optimizer:
          name: [adam]
      => line 3: training.optimizer.name: must be one of NAMES, but is a list

      training:
        optimizer:
          name: adam
          rho: 0.9
      => line 4: training.optimizer.rho: unknown key (allowed here: learning-rate, beta1, beta2, epsilon)

      training:
        optimizer:
          name: sgd
          momentum: 0.9
      => line 4: training.optimizer.momentum: unknown key; did you mean training.optimizer: {name: nesterovs, momentum: …}? (allowed here: learning-rate)

      training:
        optimizer:
          name: adadelta
          learning-rate: 1
      => line 4: training.optimizer.learning-rate: unknown key (allowed here: rho, epsilon)

      training:
        optimizer:
          name: adam
          learning_rate: 0.1
          lr: 0.1
      => line 4: training.optimizer.learning_rate: unknown key; did you mean learning-rate? (allowed here: learning-rate, beta1, beta2, epsilon)
      => line 5: training.optimizer.lr: unknown key; did you mean learning-rate? (allowed here: learning-rate, beta1, beta2, epsilon)

      training:
        optimizer:
          name: rmsprop
          learning-rate: 0
          rho: 1
          epsilon: 0
      => line 4: training.optimizer.learning-rate: must be a number above 0 and at most 1000, but is 0
      => line 5: training.optimizer.rho: must be a number at least 0 and below 1, but is 1
      => line 6: training.optimizer.epsilon: must be a number above 0 and at most 1, but is 0

      training:
        optimizer:
          name: adagrad
          learning-rate: 1000.5
          initial-accumulator-value: -1
          epsilon: 1.5
      => line 4: training.optimizer.learning-rate: must be a number above 0 and at most 1000, but is 1000.5
      => line 5: training.optimizer.initial-accumulator-value: must be a number from 0 to 1000, but is -1
      => line 6: training.optimizer.epsilon: must be a number above 0 and at most 1, but is 1.5

      training:
        optimizer:
          name: momentum
          learning-rate: fast
          momentum: "0.9"
      => line 4: training.optimizer.learning-rate: must be a number above 0 and at most 1000, but is fast
      => line 5: training.optimizer.momentum: must be a number at least 0 and below 1, but is the text "0.9"

      training:
        optimizer:
          name: nadam
          beta1: -0.1
          beta2:
      => line 4: training.optimizer.beta1: must be a number at least 0 and below 1, but is -0.1
      => line 5: training.optimizer.beta2: must be a number at least 0 and below 1, but is empty
      """
          .replace(
              "NAMES", "adadelta, adagrad, adam, adamax, momentum, nadam, nesterovs, rmsprop, sgd");

  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      training:
        optimizer:
          name: adam
          learning-rate: 0.8
          name: sgd
      => line 5: training.optimizer.name: is given twice; keep one
      """;

  static Stream<Arguments> optimizers() {
    return Stream.of(
        arguments("rmsprop", new Optimizer.Rmsprop(0.001, 0.9, 1e-7)),
        arguments("sgd", new Optimizer.Sgd(0.01)),
        arguments("nesterovs", new Optimizer.Nesterovs(0.01, 0.9)),
        arguments("momentum", new Optimizer.Nesterovs(0.01, 0.9)),
        arguments("adam", new Optimizer.Adam(0.001, 0.9, 0.999, 1e-7)),
        arguments("adamax", new Optimizer.Adamax(0.001, 0.9, 0.999)),
        arguments("nadam", new Optimizer.Nadam(0.001, 0.9, 0.999, 1e-7)),
        arguments("adagrad", new Optimizer.Adagrad(0.001, 0.1, 1e-7)),
        arguments("adadelta", new Optimizer.Adadelta(0.95, 1e-7)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void hasKerasDefaults(String name, Optimizer expected) {
    assertThat(optimizer(name)).isEqualTo(expected);
    assertThat(optimizer("{name: " + name + "}")).isEqualTo(expected);
  }

  static Stream<Arguments> fullMappings() {
    return Stream.of(
        arguments(
            "rmsprop, learning-rate: .1, rho: 0, epsilon: 1", new Optimizer.Rmsprop(0.1, 0, 1)),
        arguments("sgd, learning-rate: 1000", new Optimizer.Sgd(1000)),
        arguments("nesterovs, learning-rate: 1, momentum: 0", new Optimizer.Nesterovs(1, 0)),
        arguments("momentum, learning-rate: 1, momentum: 0.99", new Optimizer.Nesterovs(1, 0.99)),
        arguments(
            "adam, learning-rate: 2, beta1: .1, beta2: .2, epsilon: 1e-8",
            new Optimizer.Adam(2, 0.1, 0.2, 1e-8)),
        arguments(
            "adamax, learning-rate: 2, beta1: .1, beta2: .2", new Optimizer.Adamax(2, 0.1, 0.2)),
        arguments(
            "nadam, learning-rate: 2, beta1: .1, beta2: .2, epsilon: 1e-8",
            new Optimizer.Nadam(2, 0.1, 0.2, 1e-8)),
        arguments(
            "adagrad, learning-rate: 2, initial-accumulator-value: 0, epsilon: 1e-8",
            new Optimizer.Adagrad(2, 0, 1e-8)),
        arguments("adadelta, rho: .5, epsilon: 1e-6", new Optimizer.Adadelta(0.5, 1e-6)));
  }

  @ParameterizedTest
  @MethodSource("fullMappings")
  void readsEveryKey(String keys, Optimizer expected) {
    Optimizer optimizer = optimizer("{name: " + keys + "}");
    assertThat(optimizer).isEqualTo(expected);
    String name = keys.substring(0, keys.indexOf(','));
    FullMapping.differs((Record) optimizer, (Record) optimizer(name));
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }

  private static Optimizer optimizer(String value) {
    String yaml = "training: {optimizer: " + value + "}";
    return ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).training().optimizer();
  }
}
