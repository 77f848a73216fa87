package io.github.mnistdl4j.run;

import com.google.gson.annotations.SerializedName;

/**
 * What came of letting Deeplearning4j evaluate a run's network, too: {@code network.evaluate(new
 * MnistDataSetIterator(…))}.
 *
 * @param outcome whether both evaluations agree
 * @param detail what was compared, or differs, or why nothing was; a sentence
 */
public record EvaluationCheck(CheckOutcome outcome, String detail) {

  /** Says why Deeplearning4j's evaluation was left out. */
  static EvaluationCheck leftOut(String reason) {
    return new EvaluationCheck(CheckOutcome.LEFT_OUT, reason);
  }

  /** Whether both evaluations agree. */
  public enum CheckOutcome {
    /** They count the same. */
    @SerializedName("agrees")
    AGREES,
    /** They do not: one of them is wrong. */
    @SerializedName("differs")
    DIFFERS,
    /** Deeplearning4j's was left out. */
    @SerializedName("left-out")
    LEFT_OUT
  }
}
