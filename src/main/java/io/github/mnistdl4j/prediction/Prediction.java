package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.prediction.image.Rejection;
import java.util.Optional;

/** A network's answer to one image. Immutable and so safe to share between threads. */
public final class Prediction {
  private final DatasetInfo images;
  private final float[] probabilities;
  private final float[] input;
  private final int digit;
  private final Optional<Rejection> rejection;

  /**
   * Takes over both arrays.
   *
   * @param probabilities {@code [classes]}
   * @param input {@code [height · width]}
   * @param rejection why the answer should not be relied on
   */
  Prediction(
      DatasetInfo images, float[] probabilities, float[] input, Optional<Rejection> rejection) {
    this.images = images;
    this.probabilities = probabilities;
    this.input = input;
    this.rejection = rejection;
    this.digit = Answers.largest(probabilities, 0, images.answerClasses());
  }

  /** Returns the same answer, rejected for a reason that comes before its own, if there is one. */
  public Prediction rejectedFor(Optional<Rejection> reason) {
    return reason.isEmpty() ? this : new Prediction(images, probabilities, input, reason);
  }

  /** Returns what the network was asked about: the form and the classes of its images. */
  public DatasetInfo images() {
    return images;
  }

  /** Returns the name of the most probable class, such as {@code 7} or {@code Bag}. */
  public String label() {
    return images.name(digit);
  }

  /**
   * Returns the index of the most probable class, from 0: MNIST's digit. Of equally probable ones
   * it is the smallest. A class for none of the others is never the answer.
   */
  public int digit() {
    return digit;
  }

  /** Returns the probability of {@link #digit()}. */
  public float probability() {
    return probabilities[digit];
  }

  /**
   * Returns a copy of the network's outputs, {@code [classes]}, one for each class. With softmax as
   * the last layer's activation, the default, they are in [0, 1] and their sum is 1.
   */
  public float[] probabilities() {
    return probabilities.clone();
  }

  /**
   * Returns a copy of the image as the network saw it: {@code [height · width]}, row by row from
   * the top left, in [0, 1].
   */
  public float[] input() {
    return input.clone();
  }

  /**
   * Returns why this answer should not be relied on; empty if nothing speaks against it. The class
   * is the most probable one all the same.
   */
  public Optional<Rejection> rejection() {
    return rejection;
  }
}
