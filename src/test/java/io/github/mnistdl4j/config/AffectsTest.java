package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.Keys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffectsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RESULT     | network.seed, network.weight-init, network.layers, training.batch-size, training.optimizer, training.loss, training.shuffle, training.learning-rate-schedule, training.callbacks, training.augmentation, search.method, search.space, search.objective, search.seed, search.seeds, search.halving.min-epochs and search.halving.reduction-factor
          COMPARISON | data.dataset, data.width, data.height, data.preparation, data.test-split, data.extra-weight, data.label-column, data.pixel-maximum, data.transpose, data.outliers, training.validation-split, training.validation-shuffle, training.evaluate and training.engine
          PLACE      | data.directory, data.extra, data.train-csv and data.test-csv
          LENGTH     | training.epochs and training.max-time
          NOTHING    | training.rejection-rate, training.temperature-scaling, training.checkpoint, runtime, serving, spark, search.trials, search.parallel and search.max-time
          """)
  void everyKeyChangesOneThing(Affects what, String keys) {
    assertThat(Keys.affecting(SweepConfig.class, what)).hasToString(keys);
  }
}
