package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.network.LayerNorms;

/** Makes vectors orthonormal. */
final class OrthonormalBasis {
  private OrthonormalBasis() {}

  /** Makes vectors orthonormal, one after the other (Gram and Schmidt); twice, to be exact. */
  static void orthonormalize(float[][] basis) {
    for (int k = 0; k < basis.length; k++) {
      normalize(basis[k]);
      for (int other = 0; other < 2 * k; other++) {
        float[] before = basis[other % k];
        float share = dot(basis[k], before);
        for (int i = 0; i < before.length; i++) {
          basis[k][i] -= share * before[i];
        }
      }
      normalize(basis[k]);
    }
  }

  /** A vector of nothing stays so: the points have no further component. */
  private static void normalize(float[] vector) {
    float length = (float) Math.sqrt(LayerNorms.squares(vector, vector.length));
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
  }

  static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
