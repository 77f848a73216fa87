package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.SweepConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalvingScheduleTest {
  @TempDir private Path folder;

  private SweepConfig config(String... overrides) {
    return SmallSweep.config(folder, overrides);
  }

  @Test
  void withoutHalvingThereIsOne() {
    assertThat(HalvingSchedule.of(config("training.epochs=7"))).containsExactly(7);
  }

  @Test
  void halvingMultipliesTheEpochs() {
    assertThat(HalvingSchedule.of(config("search.method=halving", "training.epochs=10")))
        .containsExactly(1, 3, 9, 10);
    assertThat(
            HalvingSchedule.of(
                config(
                    "search.method=halving",
                    "training.epochs=16",
                    "search.halving={min-epochs: 2, reduction-factor: 2}")))
        .containsExactly(2, 4, 8, 16);
    assertThat(
            HalvingSchedule.of(
                config(
                    "search.method=halving", "training.epochs=2", "search.halving.min-epochs=5")))
        .containsExactly(2);
  }

  @Test
  void oneOfEachFactorGoesOn() {
    assertThat(HalvingSchedule.survivors(config(), 9)).isEqualTo(3);
    assertThat(HalvingSchedule.survivors(config(), 8)).isEqualTo(2);
    assertThat(HalvingSchedule.survivors(config(), 2)).isEqualTo(1);
  }
}
