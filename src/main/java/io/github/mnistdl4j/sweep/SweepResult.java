package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.SweepConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep came to.
 *
 * @param ranking the configurations of which every trial has ended, the best first
 * @param planned trials of all configurations
 * @param seconds from the start of this process's first trial to the end of its last
 */
public record SweepResult(
    SweepConfig config,
    List<Candidate> ranking,
    int planned,
    SweepOutcome outcome,
    double seconds) {

  public SweepResult {
    ranking = List.copyOf(ranking);
  }

  /** Why a sweep ended. */
  public enum SweepOutcome {
    /** All trials are done. */
    FINISHED,
    /** Its time limit was reached. */
    TIME_LIMIT,
    /** It was asked to stop. */
    INTERRUPTED
  }

  /** Returns the best configuration; empty if no trial has a result. */
  public Optional<Candidate> best() {
    return ranking.stream().findFirst().filter(candidate -> candidate.value().isPresent());
  }
}
