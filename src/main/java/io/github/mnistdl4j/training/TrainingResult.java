package io.github.mnistdl4j.training;

import io.github.mnistdl4j.evaluation.Answers;
import java.util.List;
import java.util.Optional;

/**
 * How training ended.
 *
 * @param outcome why it ended
 * @param epochs the complete epochs, in order
 * @param steps batches of the incomplete epoch after them that the network has learned from
 * @param kept the epoch whose network it is; empty if it is that of no epoch's end
 * @param answers of that network to the test images; empty if it was not asked at the epoch's end,
 *     or others have been since
 */
public record TrainingResult(
    Outcome outcome,
    List<EpochResult> epochs,
    int steps,
    Optional<EpochResult> kept,
    Optional<Answers> answers) {

  /** Why training ended. */
  public enum Outcome {
    /** All epochs are done. */
    FINISHED,
    /** Early stopping ended it. */
    STOPPED_EARLY,
    /** Its time was over; the network has what it learned so far. */
    TIME_LIMIT,
    /** It was asked to stop; the network has what it learned so far. */
    INTERRUPTED,
    /** The loss became NaN or infinite; the network is that of the last complete epoch. */
    DIVERGED
  }

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }
}
