package io.github.mnistdl4j.evaluation;

import java.util.Objects;

/**
 * Measures how well one class is told from the others; every score is in [0, 1].
 *
 * @param label the index of the class
 * @param name what the class is called; older files lack it
 * @param images number of images of the class
 * @param precision share of the images taken for this class that are of it
 * @param recall share of this class's images that were found
 * @param f1 harmonic mean of precision and recall
 */
public record ClassScore(
    int label, String name, int images, double precision, double recall, double f1) {

  /** Takes null for the name that an older file lacks. */
  public ClassScore {
    name = Objects.requireNonNullElseGet(name, () -> Integer.toString(label));
  }

  /** Computes a class's scores; without images to take a share of, they are 0. */
  static ClassScore of(int label, String name, ConfusionMatrix counts) {
    int right = counts.count(label, label);
    double precision = right / (double) Math.max(1, counts.predicted(label));
    double recall = right / (double) Math.max(1, counts.images(label));
    double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new ClassScore(label, name, counts.images(label), precision, recall, f1);
  }
}
