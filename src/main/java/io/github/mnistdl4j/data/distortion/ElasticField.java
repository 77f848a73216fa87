package io.github.mnistdl4j.data.distortion;

/**
 * Smooth random displacements: the elastic distortion of Simard, Steinkraus and Platt (2003).
 *
 * <p>The paper draws a displacement for each pixel, blurs them by a Gaussian of σ pixels and
 * multiplies them by α. A cubic B-spline over knots that are √3·σ apart is that Gaussian to within
 * 4 % of its height, and so a few dozen random knots give the same kind of field. Displacements
 * have the standard deviation that the paper's have: α / (2·√(3π)·σ) pixels.
 */
final class ElasticField {
  private static final int TAPS = 4;

  /** Mean square of a field in one dimension whose knots' is 1. */
  private static final double MEAN_SQUARE = 151 / 315.0;

  private final int width;
  private final int height;
  private final float strength;
  private final int knotsPerRow;
  private final float[][] knots;

  /** For each pixel of a row the first of its four knots; then for each row. */
  private final int[] firstKnotX;

  private final int[] firstKnotY;

  /** Their weights, {@code [knot][pixel]}. */
  private final float[][] weightX;

  private final float[][] weightY;

  /** Rows of knots, interpolated for each pixel of a row. */
  private final float[][] rows;

  ElasticField(int width, int height, double alpha, double sigma) {
    this.width = width;
    this.height = height;
    this.strength = (float) (alpha / (2 * Math.sqrt(Math.PI) * sigma * MEAN_SQUARE));
    double spacing = Math.sqrt(3) * sigma;
    this.firstKnotX = new int[width];
    this.firstKnotY = new int[height];
    this.weightX = weights(firstKnotX, spacing);
    this.weightY = weights(firstKnotY, spacing);
    this.knotsPerRow = firstKnotX[width - 1] + TAPS;
    this.knots = new float[firstKnotY[height - 1] + TAPS][knotsPerRow];
    this.rows = new float[knots.length][width];
  }

  private static float[][] weights(int[] firstKnot, double spacing) {
    float[][] weights = new float[TAPS][firstKnot.length];
    for (int pixel = 0; pixel < firstKnot.length; pixel++) {
      double place = pixel / spacing;
      firstKnot[pixel] = (int) place;
      double f = place - firstKnot[pixel];
      double g = 1 - f;
      weights[0][pixel] = (float) (g * g * g / 6);
      weights[1][pixel] = (float) ((3 * f * f * f - 6 * f * f + 4) / 6);
      weights[2][pixel] = (float) ((3 * g * g * g - 6 * g * g + 4) / 6);
      weights[3][pixel] = (float) (f * f * f / 6);
    }
    return weights;
  }

  /** Adds a new field to a coordinate of each pixel. */
  void addTo(float[] coordinates, Draws draws) {
    for (int k = 0; k < knots.length; k++) {
      for (int i = 0; i < knotsPerRow; i++) {
        knots[k][i] = strength * draws.even();
      }
      interpolate(knots[k], rows[k]);
    }
    for (int y = 0; y < height; y++) {
      addRow(y, coordinates);
    }
  }

  private void interpolate(float[] row, float[] target) {
    for (int x = 0; x < width; x++) {
      int first = firstKnotX[x];
      target[x] =
          weightX[0][x] * row[first]
              + weightX[1][x] * row[first + 1]
              + weightX[2][x] * row[first + 2]
              + weightX[3][x] * row[first + 3];
    }
  }

  private void addRow(int y, float[] coordinates) {
    int first = firstKnotY[y];
    for (int tap = 0; tap < TAPS; tap++) {
      float weight = weightY[tap][y];
      float[] row = rows[first + tap];
      for (int x = 0; x < width; x++) {
        coordinates[y * width + x] += weight * row[x];
      }
    }
  }
}
