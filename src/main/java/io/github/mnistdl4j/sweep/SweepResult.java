package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.SweepConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep has come to.
 *
 * @param config what it was made from
 * @param ranking the configurations of which every trial has ended, the best first
 * @param planned trials that there are to be, of all configurations
 * @param outcome why it ended
 * @param seconds that the trials of this process took, from the first's start to the last's end
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
    /** Its time was over. */
    TIME_LIMIT,
    /** It was asked to stop. */
    INTERRUPTED
  }

  /** The best configuration; empty if no trial has a result. */
  public Optional<Candidate> best() {
    return ranking.stream().findFirst().filter(candidate -> candidate.value().isPresent());
  }
}
