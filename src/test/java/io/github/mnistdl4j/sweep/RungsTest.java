package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.SweepConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RungsTest {
  @TempDir private Path folder;

  private SweepConfig config(String... overrides) {
    return SmallSweep.config(folder, overrides);
  }

  @Test
  void withoutHalvingThereIsOne() {
    assertThat(config("training.epochs=7").rungs()).containsExactly(7);
  }

  @Test
  void halvingMultipliesTheEpochs() {
    assertThat(config("search.method=halving", "training.epochs=10").rungs())
        .containsExactly(1, 3, 9, 10);
    assertThat(
            config(
                    "search.method=halving",
                    "training.epochs=16",
                    "search.halving={min-epochs: 2, reduction-factor: 2}")
                .rungs())
        .containsExactly(2, 4, 8, 16);
    assertThat(
            config("search.method=halving", "training.epochs=2", "search.halving.min-epochs=5")
                .rungs())
        .containsExactly(2);
  }

  @Test
  void oneOfEachFactorGoesOn() {
    assertThat(config().search().halving().survivors(9)).isEqualTo(3);
    assertThat(config().search().halving().survivors(8)).isEqualTo(2);
    assertThat(config().search().halving().survivors(2)).isEqualTo(1);
  }
}
