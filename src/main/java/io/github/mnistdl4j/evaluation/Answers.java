package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.Digits;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A network's answer to each image of a split, beside the truth. Immutable. */
public final class Answers {
  private final Digits digits;
  private final float[] outputs;
  private final int classes;
  private final int[] predicted;
  private final Optional<ForwardPass> pass;

  /** Takes over the outputs, {@code [n, classes]} row by row: do not change them afterwards. */
  Answers(Digits digits, float[] outputs) {
    this(digits, outputs, Optional.empty());
  }

  private Answers(Digits digits, float[] outputs, Optional<ForwardPass> pass) {
    this.classes = digits.info().classes().size();
    if (outputs.length != digits.size() * classes) {
      throw new IllegalArgumentException(
          "%d outputs for %d images".formatted(outputs.length, digits.size()));
    }
    this.digits = digits;
    this.outputs = outputs;
    this.pass = pass;
    this.predicted = new int[digits.size()];
    for (int image = 0; image < predicted.length; image++) {
      predicted[image] = largest(outputs, image * classes, classes);
    }
  }

  /**
   * Computes a network's answers, always in the same batches, so that they are reproducible.
   *
   * @param threads threads that share the work; they do not change the result
   */
  public static Answers of(MultiLayerNetwork network, Digits digits, int threads) {
    Optional<ForwardPass> pass = Outputs.sparse(network, digits);
    return new Answers(digits, Outputs.of(network, pass, digits, threads), pass);
  }

  /**
   * Computes a network's outputs before the last layer's activation, in place of its answers.
   *
   * @param threads threads that share the work; they do not change the result
   */
  public static Answers beforeActivation(MultiLayerNetwork network, Digits digits, int threads) {
    return new Answers(digits, Outputs.beforeActivation(network, digits, threads));
  }

  /** Returns the copy of the network that gave the answers; empty if none was made for them. */
  public Optional<ForwardPass> pass() {
    return pass;
  }

  /** Returns the images. */
  public Digits digits() {
    return digits;
  }

  /** Returns the number of images. */
  public int size() {
    return digits.size();
  }

  /** Returns the class that an image shows. */
  public int truth(int image) {
    return digits.label(image);
  }

  /** Returns the output for a class: behind softmax its probability, in [0, 1]. */
  public float output(int image, int label) {
    return outputs[image * classes + label];
  }

  /** Returns a copy of the outputs for all classes. */
  float[] outputs(int image) {
    return Arrays.copyOfRange(outputs, image * classes, (image + 1) * classes);
  }

  /** Returns the class with the largest output, the first of equal ones. */
  public int predicted(int image) {
    return predicted[image];
  }

  /** Returns the index of the largest of n numbers from an offset on, the first of equal ones. */
  public static int largest(float[] numbers, int offset, int n) {
    int best = 0;
    for (int k = 1; k < n; k++) {
      best = numbers[offset + k] > numbers[offset + best] ? k : best;
    }
    return best;
  }

  /**
   * Returns the largest output: behind softmax the probability of the answer, at least 1 / classes.
   */
  public float confidence(int image) {
    return output(image, predicted(image));
  }

  /** Returns whether the network is right about an image. */
  public boolean isRight(int image) {
    return predicted(image) == truth(image);
  }

  /** Returns how many images the network is wrong about. */
  public int wrong() {
    int wrong = 0;
    for (int image = 0; image < size(); image++) {
      wrong += isRight(image) ? 0 : 1;
    }
    return wrong;
  }
}
