package io.github.mnistdl4j.prediction.image.raster;

/** Medians of numbers, all of them or those around each pixel. */
public final class Medians {
  private static final int LEVELS = 64;
  private static final int FINE_LEVELS = 8192;

  private Medians() {}

  /**
   * Returns the median of values in [0, 1], of an even number the upper one, to a precision of
   * 1/8192.
   */
  public static float of(float[] values) {
    return quantile(values, 0.5);
  }

  /** Returns the number below which a share of values in [0, 1] lie, to a precision of 1/8192. */
  public static float quantile(float[] values, double share) {
    int[] counts = new int[FINE_LEVELS + 1];
    for (float value : values) {
      counts[(int) (Math.max(0, Math.min(1, value)) * FINE_LEVELS + 0.5f)]++;
    }
    int wanted = (int) Math.min(values.length - 1, share * values.length);
    int level = 0;
    for (int below = counts[0]; below <= wanted; below += counts[++level]) {}
    return (float) level / FINE_LEVELS;
  }

  /** Returns the median of each pixel and its neighbours; the outermost continue beyond edges. */
  public static Plane of3x3(Plane plane) {
    int w = plane.width;
    float[] v = plane.values;
    Plane result = new Plane(w, plane.height, new float[v.length]);
    float[] least = new float[w];
    float[] middle = new float[w];
    float[] most = new float[w];
    for (int y = 0; y < plane.height; y++) {
      int above = Math.max(0, y - 1) * w;
      int below = Math.min(plane.height - 1, y + 1) * w;
      for (int x = 0; x < w; x++) {
        float a = v[above + x];
        float b = v[y * w + x];
        float c = v[below + x];
        least[x] = Math.min(a, Math.min(b, c));
        middle[x] = median(a, b, c);
        most[x] = Math.max(a, Math.max(b, c));
      }
      for (int x = 0; x < w; x++) {
        int left = Math.max(0, x - 1);
        int right = Math.min(w - 1, x + 1);
        float low = Math.max(least[left], Math.max(least[x], least[right]));
        float high = Math.min(most[left], Math.min(most[x], most[right]));
        result.values[y * w + x] =
            median(low, median(middle[left], middle[x], middle[right]), high);
      }
    }
    return result;
  }

  private static float median(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /**
   * Returns the median of the square around each pixel, to a precision of 1/63: with a histogram
   * that moves along the rows, after Huang (1979).
   *
   * @param plane values in [0, 1]
   */
  public static Plane around(Plane plane, int radius) {
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
