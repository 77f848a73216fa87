package io.github.mnistdl4j.prediction.image;

/** Medians of numbers, all of them or those around each pixel. */
final class Medians {
  private static final int LEVELS = 64;
  private static final int FINE_LEVELS = 8192;

  private Medians() {}

  /**
   * Returns the median of values in [0, 1], of an even number the upper one, to a precision of
   * 1/8192.
   */
  static float of(float[] values) {
    return quantile(values, 0.5);
  }

  /** Returns the number below which a share of values in [0, 1] lie, to a precision of 1/8192. */
  static float quantile(float[] values, double share) {
    int[] counts = new int[FINE_LEVELS + 1];
    for (float value : values) {
      counts[(int) (Math.max(0, Math.min(1, value)) * FINE_LEVELS + 0.5f)]++;
    }
    int wanted = (int) Math.min(values.length - 1, share * values.length);
    int level = 0;
    for (int below = counts[0]; below <= wanted; below += counts[++level]) {}
    return (float) level / FINE_LEVELS;
  }

  /** Returns the median of each pixel and its neighbours. */
  static Plane of3x3(Plane plane) {
    Plane result = new Plane(plane.width, plane.height, new float[plane.values.length]);
    float[] around = new float[9];
    for (int y = 0; y < plane.height; y++) {
      for (int x = 0; x < plane.width; x++) {
        for (int k = 0; k < 9; k++) {
          int column = Math.max(0, Math.min(plane.width - 1, x + k % 3 - 1));
          int row = Math.max(0, Math.min(plane.height - 1, y + k / 3 - 1));
          insert(around, k, plane.values[row * plane.width + column]);
        }
        result.values[y * plane.width + x] = around[4];
      }
    }
    return result;
  }

  private static void insert(float[] sorted, int count, float value) {
    int at = count;
    while (at > 0 && sorted[at - 1] > value) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = value;
  }

  /**
   * Returns the median of the square around each pixel, to a precision of 1/63: with a histogram
   * that moves along the rows, after Huang (1979).
   *
   * @param plane values in [0, 1]
   */
  static Plane around(Plane plane, int radius) {
    int[] levels = new int[plane.values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.round((LEVELS - 1) * plane.values[i]);
    }
    int all = (2 * radius + 1) * (2 * radius + 1);
    Plane result = new Plane(plane.width, plane.height, new float[levels.length]);
    for (int y = 0; y < plane.height; y++) {
      int[] counts = new int[LEVELS];
      for (int x = -radius; x < radius; x++) {
        count(levels, plane, x, y, radius, counts, 1);
      }
      for (int x = 0; x < plane.width; x++) {
        count(levels, plane, x + radius, y, radius, counts, 1);
        result.values[y * plane.width + x] = (float) middle(counts, all) / (LEVELS - 1);
        count(levels, plane, x - radius, y, radius, counts, -1);
      }
    }
    return result;
  }

  /** Adds a column to the counts or takes it away; outermost pixels continue beyond the edges. */
  private static void count(
      int[] levels, Plane plane, int x, int y, int radius, int[] counts, int sign) {
    int column = Math.max(0, Math.min(plane.width - 1, x));
    for (int row = y - radius; row <= y + radius; row++) {
      int inside = Math.max(0, Math.min(plane.height - 1, row));
      counts[levels[inside * plane.width + column]] += sign;
    }
  }

  private static int middle(int[] counts, int all) {
    int level = 0;
    for (int below = counts[0]; 2 * below <= all; below += counts[++level]) {}
    return level;
  }
}
