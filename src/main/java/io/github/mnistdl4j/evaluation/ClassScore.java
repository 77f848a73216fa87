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
}
