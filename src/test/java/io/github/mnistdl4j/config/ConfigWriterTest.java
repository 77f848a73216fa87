package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigWriterTest {
  @Test
  void spellsOutEveryKey() {
    assertThat(ConfigWriter.write(AppConfig.defaults()))
        .isEqualTo(
            """
            data:
              dataset: mnist
              directory: null
              width: null
              height: null
              preparation: null
              test-split: 0.2
              extra: null
              extra-weight: 1
              train-csv: null
              test-csv: null
              label-column: null
              pixel-maximum: null
              transpose: false
              outliers: none
            network:
              seed: 1234
              weight-init: glorot-uniform
              layers:
                - units: 512
                  activation: relu
                  slope: 0.2
                  dropout: 0.0
                  l1: 0.0
                  l2: 0.0
                - units: null
                  activation: softmax
                  slope: 0.2
                  dropout: 0.0
                  l1: 0.0
                  l2: 0.0
            training:
              epochs: 5
              batch-size: 128
              optimizer:
                name: rmsprop
                learning-rate: 0.001
                rho: 0.9
                epsilon: 1.0E-7
              loss: categorical-crossentropy
              shuffle: true
              validation-split: 0.0
              validation-shuffle: false
              evaluate: every-epoch
              engine: auto
              max-time: null
              learning-rate-schedule:
                name: constant
                warmup-steps: 0
              callbacks: []
              augmentation: null
              rejection-rate: 0.01
              temperature-scaling: false
              checkpoint:
                every-epochs: 1
                every-steps: 0
                every-seconds: 0
                keep-last: 2
                keep-best: null
            runtime:
              threads: 0
              blas-kernels: auto
              first-layer: auto
            serving:
              max-batch: 64
              max-delay: 0.0
              max-queue: 1024
              max-body: 1048576
              max-picture: 16777216
              max-connections: 1024
              request-timeout: 10
              reload: false
              token-file: null
              allowed-origins: []
              access-log: text
              tls: null
              corrections: null
            spark:
              workers: 0
              averaging-frequency: 30
              directory: null
            """);
  }

  public static Stream<AppConfig> configs() {
    Stream<String> texts =
        Stream.of(
            "{}",
            "data: {dataset: folder, directory: /p, width: 8, height: 9, preparation: plain,"
                + " test-split: 0, extra: mine, extra-weight: 3}",
            "data: {dataset: csv, train-csv: train.csv, test-csv: /data/test.csv}",
            "training: {epochs: 100000, batch-size: 60000, shuffle: false, evaluate: never}",
            "training: {validation-split: 0.1, loss: mean-squared-error, evaluate: end}",
            "network: {seed: 9007199254740991, layers: [{units: 10, activation: softmax}]}",
            "network: {layers: [{units: 3, dropout: 1e-300, l1: 1e-9, l2: 999.999},"
                + " {units: 10, activation: softmax, l1: .1}]}",
            "training: {max-time: 90s, callbacks: [csv-logger, {name: early-stopping, monitor: loss,"
                + " min-delta: 1e-5, restore-best-weights: true}]}",
            "training: {checkpoint: {keep-best: {monitor: accuracy, mode: min}}}",
            "training: {augmentation: {rotation: 15, elastic-alpha: 0}}",
            "training: {learning-rate-schedule: {name: step, decay-steps: 5, decay-rate: 0.5}}",
            "training: {optimizer: {name: adam, learning-rate: 4.9e-324, beta1: 0,"
                + " beta2: 0.9999999999999999, epsilon: 1}}");
    return Stream.of(texts, weightInits(), activations(), optimizers(), paths())
        .flatMap(yaml -> yaml)
        .map(yaml -> ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of()));
  }

  private static Stream<String> weightInits() {
    return YamlNames.ofConstants(WeightInit.class).stream()
        .map("network: {weight-init: %s}"::formatted);
  }

  private static Stream<String> activations() {
    return YamlNames.ofConstants(Activation.class).stream()
        .map(
            "network: {layers: [{units: 1, activation: %s}, {units: 10, activation: softmax}]}"
                ::formatted);
  }

  private static Stream<String> optimizers() {
    return YamlNames.ofVariants(Optimizer.class).keySet().stream()
        .map("training: {optimizer: %s}"::formatted);
  }

  /** Names of folders, as they stand between double quotes in YAML. */
  private static Stream<String> paths() {
    String names =
        "null|2026|true|1.5|0x10|2026-01-31|yes|/a b/c: d|#x|- x| x |'|a\\\"b|a\\nb|=|*|zähler/数字";
    return Stream.of(names.split("\\|")).map("data: {directory: \"%s\"}"::formatted);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void writesWhatTheLoaderReadsBack(AppConfig config) {
    assertThat(
            ConfigLoader.parse(
                AppConfig.class, ConfigWriter.write(config), "config.yaml", List.of()))
        .isEqualTo(config);
  }
}
