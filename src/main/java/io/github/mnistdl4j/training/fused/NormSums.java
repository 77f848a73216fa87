package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.network.LayerNorms;
import java.util.Arrays;

/**
 * Sums up the squares of a layer's weights and gradients while both are in cache. Each part of the
 * work has sums of its own, added in their order: the norms do not depend on the number of threads.
 */
final class NormSums {
  private final double[] weights;
  private final double[] gradient;

  NormSums(int parts) {
    weights = new double[parts];
    gradient = new double[parts];
  }

  void begin() {
    Arrays.fill(weights, 0);
    Arrays.fill(gradient, 0);
  }

  /** Adds n weights and their gradients, of a part of the work. */
  void add(int part, float[] w, float[] g, int n) {
    weights[part] += LayerNorms.squares(w, n);
    gradient[part] += LayerNorms.squares(g, n);
  }

  LayerNorms norms() {
    return new LayerNorms(root(weights), root(gradient));
  }

  private static double root(double[] squares) {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }
}
