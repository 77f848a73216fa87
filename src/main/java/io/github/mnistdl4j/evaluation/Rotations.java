package io.github.mnistdl4j.evaluation;

/** Finds the eigenvectors of small symmetric matrices by rotations (Jacobi 1846). */
final class Rotations {
  /** Rounds after which eight components are apart to the last digit. */
  private static final int ROUNDS = 8;

  private Rotations() {}

  /**
   * Makes a matrix diagonal: its eigenvalues, in no order.
   *
   * @param a symmetric; overwritten
   * @return the eigenvectors, each a row
   */
  static double[][] diagonalize(double[][] a) {
    double[][] vectors = new double[a.length][a.length];
    for (int k = 0; k < a.length; k++) {
      vectors[k][k] = 1;
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int p = 0; p < a.length; p++) {
        for (int q = p + 1; q < a.length; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    return vectors;
  }

  /** Makes the number in row p and column q zero. */
  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double ratio = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = Math.copySign(1, ratio) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (double[] row : a) {
      double left = row[p];
      row[p] = cosine * left - sine * row[q];
      row[q] = sine * left + cosine * row[q];
    }
    for (double[][] rows : new double[][][] {a, vectors}) {
      for (int k = 0; k < a.length; k++) {
        double upper = rows[p][k];
        rows[p][k] = cosine * upper - sine * rows[q][k];
        rows[q][k] = sine * upper + cosine * rows[q][k];
      }
    }
  }
}
