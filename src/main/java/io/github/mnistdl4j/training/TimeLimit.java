package io.github.mnistdl4j.training;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The time that training may take, steps before an interruption included. */
final class TimeLimit {
  private final long nanosLeft;

  /**
   * @param most of all epochs; empty: no limit
   * @param before the epochs before this one
   */
  TimeLimit(Optional<Duration> most, List<EpochResult> before) {
    long spent = before.stream().mapToLong(epoch -> epoch.duration().toNanos()).sum();
    this.nanosLeft = most.map(time -> time.toNanos() - spent).orElse(Long.MAX_VALUE);
  }

  /**
   * Returns whether it is reached.
   *
   * @param nanos time that the epoch's steps have taken so far
   */
  boolean isReached(long nanos) {
    return nanos >= nanosLeft;
  }
}
