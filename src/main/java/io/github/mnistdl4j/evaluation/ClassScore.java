package io.github.mnistdl4j.evaluation;

/**
 * Measures how well one class is told from the others; every score is in [0, 1].
 *
 * @param label the class
 * @param images number of images of the class
 * @param precision share of the images taken for this class that are of it
 * @param recall share of this class's images that were found
 * @param f1 harmonic mean of precision and recall
 */
public record ClassScore(int label, int images, double precision, double recall, double f1) {}
