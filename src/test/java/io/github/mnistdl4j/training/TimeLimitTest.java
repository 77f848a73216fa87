package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static boolean isReached(int limit, List<EpochResult> before, int seconds) {
    Duration most = Duration.ofSeconds(limit);
    return new TimeLimit(Optional.of(most), before).isReached(seconds * 1_000_000_000L);
  }

  @Test
  void countsTheEpochsBefore() {
    List<EpochResult> twoSeconds = Epochs.of(0.5, 0.4);
    assertThat(isReached(5, twoSeconds, 2)).isFalse();
    assertThat(isReached(5, twoSeconds, 3)).isTrue();
    assertThat(isReached(2, twoSeconds, 0)).isTrue();
    assertThat(isReached(1, List.of(), 0)).isFalse();
  }

  @Test
  void isNeverReachedWhereThereIsNone() {
    assertThat(new TimeLimit(Optional.empty(), List.of()).isReached(Long.MAX_VALUE - 1)).isFalse();
  }
}
