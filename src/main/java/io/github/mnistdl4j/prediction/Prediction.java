package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.evaluation.Answers;

/** What a network says about one image. Immutable and so safe to share between threads. */
public final class Prediction {
  private final float[] probabilities;
  private final float[] input;
  private final int digit;

  /**
   * Takes over both arrays.
   *
   * @param probabilities {@code [10]}
   * @param input {@code [784]}
   */
  Prediction(float[] probabilities, float[] input) {
    this.probabilities = probabilities;
    this.input = input;
    this.digit = Answers.largest(probabilities, 0, probabilities.length);
  }

  /** The most probable digit, 0 to 9; the smallest of several that are equally probable. */
  public int digit() {
    return digit;
  }

  /** The probability of {@link #digit()}. */
  public float probability() {
    return probabilities[digit];
  }

  /**
   * A copy of the network's outputs, {@code [10]}, one for each digit: in [0, 1] with the sum 1
   * where its last layer's activation is softmax, as it is unless the run's configuration says
   * otherwise.
   */
  public float[] probabilities() {
    return probabilities.clone();
  }

  /**
   * A copy of the image as the network saw it: {@code [784]}, 28 rows of 28 pixels from the top
   * left, in [0, 1]; 0 is background, 1 ink.
   */
  public float[] input() {
    return input.clone();
  }
}
