package io.github.mnistdl4j.prediction.image.raster;

import java.util.Arrays;

/** Blurs with a Gaussian. */
public final class Blur {
  private Blur() {}

  /**
   * Blurs a plane; its outermost pixels continue beyond the edges.
   *
   * @param deviation of the Gaussian, in pixels
   */
  public static Plane of(Plane plane, double deviation) {
    float[] kernel = kernel(deviation);
    Plane result = new Plane(plane.width, plane.height, new float[plane.values.length]);
    int radius = kernel.length / 2;
    float[] row = new float[plane.width + 2 * radius];
    float[] across = new float[plane.values.length];
    for (int y = 0; y < plane.height; y++) {
      int start = y * plane.width;
      System.arraycopy(plane.values, start, row, radius, plane.width);
      Arrays.fill(row, 0, radius, row[radius]);
      Arrays.fill(row, radius + plane.width, row.length, row[radius + plane.width - 1]);
      for (int k = 0; k < kernel.length; k++) {
        float share = kernel[k];
        for (int x = 0; x < plane.width; x++) {
          across[start + x] += share * row[x + k];
        }
      }
    }
    for (int y = 0; y < plane.height; y++) {
      for (int k = -radius; k <= radius; k++) {
        int from = Math.max(0, Math.min(plane.height - 1, y + k)) * plane.width;
        for (int x = 0; x < plane.width; x++) {
          result.values[y * plane.width + x] += kernel[k + radius] * across[from + x];
        }
      }
    }
    return result;
  }

  private static float[] kernel(double deviation) {
    int radius = (int) Math.ceil(3 * deviation);
    float[] kernel = new float[2 * radius + 1];
    double sum = 0;
    for (int k = -radius; k <= radius; k++) {
      sum += Math.exp(-k * k / (2 * deviation * deviation));
    }
    for (int k = -radius; k <= radius; k++) {
      kernel[k + radius] = (float) (Math.exp(-k * k / (2 * deviation * deviation)) / sum);
    }
    return kernel;
  }
}
