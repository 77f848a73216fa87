package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Domain;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SweepConfigTest {
  private static final String MINIMAL =
      """
      training: {validation-split: 0.1}
      search: {method: grid, space: {training.batch-size: [64, 128]}}
      """;

  static final String REJECTED =
      """
      search: {method: grid}
      => line 1: search.space: is empty: name what to search, such as training.optimizer.learning-rate: [0.001, 0.0005]
      => line 1: training.validation-split: is 0, but trials are compared by images held out from training: set it, such as to 0.1

      training: {validation-split: 0.1}
      search:
        method: halvin
        objective: test-loss
        trials: -1
        space: {training.batch-size: 64}
        halving: {min-epochs: 0, reduction-factor: 1}
      => line 3: search.method: must be one of grid, random, halving, but is halvin; did you mean halving?
      => line 4: search.objective: must be one of val-loss, val-accuracy, but is test-loss; did you mean val-loss?
      => line 5: search.trials: must be a whole number from 0 to 100000, but is -1
      => line 6: search.space.training.batch-size: must be a list of values, or a range such as {name: uniform, min: 0, max: 1}, but is 64
      => line 7: search.halving.min-epochs: must be a whole number from 1 to 100000, but is 0
      => line 7: search.halving.reduction-factor: must be a whole number from 2 to 100, but is 1

      training: {validation-split: 0.1}
      search:
        seeds: [1, 1]
        space:
          training.optimizer.learning-rate: {name: log-uniform, min: 0, max: 1}
          network.layers[0].units: {name: int-uniform, min: 64.5, max: 32}
      => line 5: search.space.training.optimizer.learning-rate.min: must be a number above 0 and at most 1000000000, but is 0
      => line 6: search.space.network.layers[0].units.min: must be smaller than max, which is 32.0, but is 64.5
      => line 6: search.space.network.layers[0].units.min: and max must be whole numbers

      training: {validation-split: 0.1}
      search:
        seeds: [1, 1]
        space: {training.batch-size: [64]}
      => line 2: search.trials: is missing: random search needs to know how many to try, or a max-time
      => line 3: search.seeds: lists a seed twice; keep one

      training: {validation-split: 0.1}
      search:
        method: grid
        space:
          data.directory: [a, b]
          training.evaluate: [end]
          training.lr: [0.1]
          training.batch-size: [64, 0]
          network.layers[7].units: [10]
          network.layers[0].dropout: {name: uniform, min: 0, max: 0.5}
      => line 5: search.space.data.directory: cannot be searched; these can: training.epochs, network.seed, network.weight-init, network.layers, training.batch-size, training.optimizer, training.loss, training.shuffle, training.learning-rate-schedule, training.callbacks and training.augmentation
      => line 6: search.space.training.evaluate: cannot be searched; these can: training.epochs, network.seed, network.weight-init, network.layers, training.batch-size, training.optimizer, training.loss, training.shuffle, training.learning-rate-schedule, training.callbacks and training.augmentation
      => line 7: search.space.training.lr: cannot be searched; these can: training.epochs, network.seed, network.weight-init, network.layers, training.batch-size, training.optimizer, training.loss, training.shuffle, training.learning-rate-schedule, training.callbacks and training.augmentation
      => line 8: search.space.training.batch-size: training.batch-size: must be a whole number from 1 to 60000, but is 0
      => line 9: search.space.network.layers[7].units: "7" names no item: the list has 2, counted from 0
      => line 10: search.space.network.layers[0].dropout: is continuous; grid search needs a list or int-uniform

      training: {validation-split: 0.1}
      search:
        method: halving
        trials: 9
        seeds: [1, 2]
        space: {training.epochs: [1, 2], network.seed: [1, 2]}
      => line 6: search.space.training.epochs: cannot be searched by halving, which itself decides how long to train
      => line 6: search.space.network.seed: cannot be searched together with search.seeds; keep one
      """;

  @Test
  void hasDefaults() {
    SearchConfig search =
        ConfigLoader.parse(SweepConfig.class, MINIMAL, "my.yaml", List.of()).search();
    assertThat(search)
        .isEqualTo(
            new SearchConfig(
                SearchMethod.GRID,
                0,
                Map.of("training.batch-size", new Domain.Choice(List.of(64, 128))),
                Objective.VAL_LOSS,
                1234,
                List.of(),
                0,
                Optional.empty(),
                new HalvingConfig(1, 3)));
  }

  @Test
  void readsEveryKey() {
    String yaml =
        """
        training: {validation-split: 0.1}
        search:
          method: halving
          trials: 12
          space:
            network.layers[0].units: {name: int-uniform, min: 32, max: 128, step: 32}
            network.layers[0].dropout: {name: uniform, min: 0, max: 0.5}
            training.optimizer.learning-rate: {name: log-uniform, min: 1e-4, max: 0.01}
            training.optimizer: [rmsprop, {name: adam, beta1: 0.8}]
          objective: val-accuracy
          seed: 7
          seeds: [3, 4]
          parallel: 2
          max-time: 30m
          halving: {min-epochs: 2, reduction-factor: 4}
        """;
    SearchConfig search =
        ConfigLoader.parse(SweepConfig.class, yaml, "my.yaml", List.of()).search();
    assertThat(search)
        .isEqualTo(
            new SearchConfig(
                SearchMethod.HALVING,
                12,
                Map.of(
                    "network.layers[0].units", new Domain.IntUniform(32, 128, 32),
                    "network.layers[0].dropout", new Domain.Uniform(0, 0.5),
                    "training.optimizer.learning-rate", new Domain.LogUniform(1e-4, 0.01),
                    "training.optimizer",
                        new Domain.Choice(
                            List.of("rmsprop", Map.of("name", "adam", "beta1", 0.8)))),
                Objective.VAL_ACCURACY,
                7,
                List.of(3L, 4L),
                2,
                Optional.of(Duration.ofMinutes(30)),
                new HalvingConfig(2, 4)));
    FullMapping.differs(
        search, ConfigLoader.parse(SweepConfig.class, MINIMAL, "my.yaml", List.of()).search());
  }

  @Test
  void isWrittenAsTheLoaderReadsItBack() {
    SweepConfig config =
        ConfigLoader.load(SweepConfig.class, Path.of("config/sweep.yaml"), List.of());
    assertThat(
            ConfigLoader.parse(
                SweepConfig.class, ConfigWriter.write(config), "sweep.yaml", List.of()))
        .isEqualTo(config);
  }

  @Test
  void setsASectionBeforeWhatIsInIt() {
    SweepConfig config = ConfigLoader.parse(SweepConfig.class, MINIMAL, "my.yaml", List.of());
    List<Setting> settings =
        List.of(
            new Setting("training.optimizer.learning-rate", "0.01"),
            new Setting("training.optimizer", "adam"));
    assertThat(config.with(settings).run().training().optimizer())
        .isEqualTo(new Optimizer.Adam(0.01, 0.9, 0.999, 1e-7));
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(
            () -> ConfigLoader.parse(SweepConfig.class, mistake.yaml(), "my.yaml", List.of()))
        .withMessage(mistake.message("my.yaml"));
  }
}
