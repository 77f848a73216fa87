package io.github.mnistdl4j.training;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends training when its steps have taken so long, those before an interruption included. */
final class TimeLimit {
  private final long nanosLeft;

  /**
   * The limit in one epoch.
   *
   * @param most empty for none
   * @param before the epochs before it
   */
  TimeLimit(Optional<Duration> most, List<EpochResult> before) {
    long spent = before.stream().mapToLong(epoch -> epoch.duration().toNanos()).sum();
    this.nanosLeft = most.map(time -> time.toNanos() - spent).orElse(Long.MAX_VALUE);
  }

  /**
   * Whether it is reached.
   *
   * @param nanos time that the epoch's steps have taken so far
   */
  boolean isReached(long nanos) {
    return nanos >= nanosLeft;
  }
}
