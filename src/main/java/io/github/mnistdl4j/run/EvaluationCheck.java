package io.github.mnistdl4j.run;

import com.google.gson.annotations.SerializedName;

/**
 * Whether Deeplearning4j's own evaluation of a run's network, {@code network.evaluate(new
 * MnistDataSetIterator(…))}, agrees with this project's.
 *
 * @param detail what was compared, what differs, or why nothing was compared; a sentence
 */
public record EvaluationCheck(CheckOutcome outcome, String detail) {

  static EvaluationCheck leftOut(String reason) {
    return new EvaluationCheck(CheckOutcome.LEFT_OUT, reason);
  }

  /** How the comparison ended. */
  public enum CheckOutcome {
    /** Both count the same. */
    @SerializedName("agrees")
    AGREES,
    /** Their counts differ: one of them is wrong. */
    @SerializedName("differs")
    DIFFERS,
    /** Nothing was compared. */
    @SerializedName("left-out")
    LEFT_OUT
  }
}
