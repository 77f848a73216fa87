package io.github.mnistdl4j.evaluation;

import com.google.gson.annotations.SerializedName;

/**
 * How much an image looks like what a network has learned, in its outputs before the last
 * activation, z; the larger, the more.
 */
public enum RejectionScore {
  /** The largest probability, max softmax(z) (Hendrycks and Gimpel 2017), in [0, 1]. */
  @SerializedName("max-probability")
  MAX_PROBABILITY,
  /** The negative energy, log Σ exp(z) (Liu, Wang, Owens and Li 2020). */
  @SerializedName("energy")
  ENERGY,
  /** The log-odds of any class against none of them, log Σ exp(z) − z of the class none. */
  @SerializedName("none")
  NONE;

  /**
   * Returns the score of an image.
   *
   * @param outputs before the last activation, one for each class
   * @param classes that can be an answer, the first ones; all but a class for none
   */
  double of(float[] outputs, int classes) {
    double most = outputs[Answers.largest(outputs, 0, classes)];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(outputs[k] - most);
    }
    double energy = most + Math.log(sum);
    return switch (this) {
      case MAX_PROBABILITY -> 1 / (sum + rest(outputs, classes, most));
      case ENERGY -> energy;
      case NONE -> energy - outputs[outputs.length - 1];
    };
  }

  private static double rest(float[] outputs, int classes, double most) {
    return classes < outputs.length ? Math.exp(outputs[classes] - most) : 0;
  }
}
