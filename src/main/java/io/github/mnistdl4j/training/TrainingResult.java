package io.github.mnistdl4j.training;

import java.util.List;

/**
 * How training ended.
 *
 * @param outcome why it ended
 * @param epochs the complete epochs, in order
 * @param steps batches of the incomplete epoch after them that the network has learned from
 */
public record TrainingResult(Outcome outcome, List<EpochResult> epochs, int steps) {

  /** Why training ended. */
  public enum Outcome {
    /** All epochs are done. */
    FINISHED,
    /** It was asked to stop; the network has what it learned so far. */
    INTERRUPTED,
    /** The loss became NaN or infinite; the network is that of the last complete epoch. */
    DIVERGED
  }

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }
}
