package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.TrainingConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WinnerTest {
  @TempDir private Path runs;

  private AppConfig winner(String... overrides) {
    SweepResult result = SmallSweep.run(runs, "a", overrides);
    return Winner.config(result.config(), result.best().orElseThrow());
  }

  @Test
  void holdsNoImagesOutAndTestsAtTheEnd() {
    TrainingConfig training = winner().run().training();
    assertThat(training.validationSplit()).isZero();
    assertThat(training.evaluate()).isEqualTo(Evaluate.END);
    assertThat(training.epochs()).isEqualTo(2);
  }

  @Test
  void trainsForAsManyEpochsAsEarlyStoppingKept() {
    AppConfig config =
        winner(
            "training.epochs=30",
            "training.optimizer.learning-rate=0.05",
            "search.space={training.batch-size: [10]}",
            "search.trials=1",
            "training.callbacks=[{name: early-stopping, restore-best-weights: true}, csv-logger]",
            "training.checkpoint.keep-best={monitor: val-accuracy}");
    assertThat(config.run().training().epochs()).isBetween(1, 29);
    assertThat(config.run().training().callbacks())
        .singleElement()
        .isInstanceOf(Callback.CsvLogger.class);
    assertThat(config.run().training().checkpoint().keepBest()).isEmpty();
  }

  @Test
  void keepsWhatWatchesTheTraining() {
    assertThat(
            winner("training.callbacks=[{name: early-stopping, monitor: loss, patience: 9}]")
                .run()
                .training()
                .callbacks())
        .hasSize(1);
  }

  @Test
  void takesTheFirstOfSeveralSeeds() {
    assertThat(winner("search.seeds=[7, 8]", "search.trials=1").run().network().seed())
        .isEqualTo(7);
  }
}
