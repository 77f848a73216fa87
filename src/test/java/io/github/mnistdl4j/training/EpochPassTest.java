package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.training.TrainingState.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochPassTest {
  /** Whether an epoch ends by the time limit that has taken so long before an interruption. */
  private static boolean isOverdue(Optional<Duration> limit, List<EpochResult> before, int taken) {
    Progress soFar = new Progress(3, 0, 0, 0, Duration.ofSeconds(taken).toNanos());
    long left = EpochPass.nanosLeft(limit, before);
    return new EpochPass(1, 5, soFar, left, () -> false, () -> {}, pass -> {}).isOverdue();
  }

  private static boolean isReached(int limit, List<EpochResult> before, int taken) {
    return isOverdue(Optional.of(Duration.ofSeconds(limit)), before, taken);
  }

  @Test
  void countsTheEpochsBefore() {
    List<EpochResult> twoSeconds = Epochs.of(0.5, 0.4);
    assertThat(isReached(500, twoSeconds, 2)).isFalse();
    assertThat(isReached(5, twoSeconds, 3)).isTrue();
    assertThat(isReached(2, twoSeconds, 0)).isTrue();
    assertThat(isReached(500, List.of(), 0)).isFalse();
  }

  @Test
  void isNeverReachedWhereThereIsNone() {
    assertThat(isOverdue(Optional.empty(), List.of(), 1_000_000_000)).isFalse();
  }
}
