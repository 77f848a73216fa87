package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.evaluation.Answers;

/** A network's answer to one image. Immutable and so safe to share between threads. */
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

  /** Returns the most probable digit, 0 to 9; of equally probable ones the smallest. */
  public int digit() {
    return digit;
  }

  /** Returns the probability of {@link #digit()}. */
  public float probability() {
    return probabilities[digit];
  }

  /**
   * Returns a copy of the network's outputs, {@code [10]}, one for each digit. With softmax as the
   * last layer's activation, the default, they are in [0, 1] and their sum is 1.
   */
  public float[] probabilities() {
    return probabilities.clone();
  }

  /**
   * Returns a copy of the image as the network saw it: {@code [784]}, 28 rows of 28 pixels from the
   * top left, in [0, 1]; 0 is background, 1 ink.
   */
  public float[] input() {
    return input.clone();
  }
}
