package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Optional;

/**
 * What a trial came to.
 *
 * @param rung epochs that it was to be trained for: all, or fewer if successive halving dropped it
 * @param validation of its network on the images held out; empty if it has none that counts
 * @param seconds of its training steps
 * @param problem why it failed
 */
public record TrialResult(
    Trial trial,
    int rung,
    TrialStatus status,
    List<EpochResult> epochs,
    Optional<Score> validation,
    double seconds,
    Optional<String> problem) {

  public TrialResult {
    epochs = List.copyOf(epochs);
  }

  /** How a trial ended. */
  public enum TrialStatus {
    /** With all epochs of its rung. */
    FINISHED,
    /** By its early stopping. */
    STOPPED_EARLY,
    /** By training.max-time. */
    TIME_LIMIT,
    /** By a loss that was NaN or infinite. */
    DIVERGED,
    /** By an error. */
    FAILED
  }
}
