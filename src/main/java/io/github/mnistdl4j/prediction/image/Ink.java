package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Arrays;

/**
 * Finds how much ink there is at each pixel of a picture, dark on light or light on dark.
 *
 * <p>The border shows the background: a plane is fitted to it, since light falls unevenly on paper.
 * Ink is what differs from the plane, in the direction in which the picture differs more. What is
 * fainter than the noise of the border, or than a tenth of full ink, is ignored.
 */
final class Ink {
  /** Smallest difference from the background that counts as ink; black to white is 1. */
  private static final float LEAST_CONTRAST = 0.06f;

  /** Share of full ink below which there is none, as in what JPEG leaves around strokes. */
  private static final float FAINT = 0.1f;

  /** Standard deviations of the border's noise below which there is no ink. */
  private static final float NOISE_DEVIATIONS = 4;

  /** From the median of magnitudes to the standard deviation of normally distributed noise. */
  private static final float DEVIATION_OF_MEDIAN = 1.4826f;

  private Ink() {}

  /**
   * Finds the ink.
   *
   * @return {@code [height × width]} in [0, 1]
   * @throws ImageException if there is none
   */
  static float[] of(Plane grey) {
    float[] ink = differences(grey);
    float noise = NOISE_DEVIATIONS * DEVIATION_OF_MEDIAN * median(magnitudes(border(ink, grey)));
    float sign = direction(ink);
    float most = 0;
    for (int i = 0; i < ink.length; i++) {
      ink[i] = Math.max(0, sign * ink[i]);
      most = Math.max(most, ink[i]);
    }
    if (most < Math.max(LEAST_CONTRAST, noise)) {
      throw new ImageException("has no ink: all of it looks like background");
    }
    float full = full(ink, most / 2);
    float faint = Math.max(FAINT * full, Math.min(noise, full / 2));
    for (int i = 0; i < ink.length; i++) {
      ink[i] = ink[i] < faint ? 0 : Math.min(1, ink[i] / full);
    }
    return ink;
  }

  /** Returns the brightness less a plane through the border. */
  private static float[] differences(Plane grey) {
    int w = grey.width;
    int h = grey.height;
    float[] v = grey.values;
    float[] across = new float[h];
    for (int y = 0; y < h; y++) {
      across[y] = v[y * w + w - 1] - v[y * w];
    }
    float[] down = new float[w];
    for (int x = 0; x < w; x++) {
      down[x] = v[(h - 1) * w + x] - v[x];
    }
    float toRight = median(across) / Math.max(1, w - 1);
    float toBottom = median(down) / Math.max(1, h - 1);
    float[] left = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      int x = i % w;
      int y = i / w;
      left[i] = v[i] - toRight * x - toBottom * y;
    }
    float background = median(border(left, grey));
    for (int i = 0; i < left.length; i++) {
      left[i] -= background;
    }
    return left;
  }

  private static float[] border(float[] values, Plane grey) {
    int w = grey.width;
    int h = grey.height;
    float[] border = new float[2 * w + 2 * h];
    System.arraycopy(values, 0, border, 0, w);
    System.arraycopy(values, (h - 1) * w, border, w, w);
    for (int y = 0; y < h; y++) {
      border[2 * w + y] = values[y * w];
      border[2 * w + h + y] = values[y * w + w - 1];
    }
    return border;
  }

  /** Returns 1 if ink is lighter than the background, else −1; strong pixels outweigh weak ones. */
  private static float direction(float[] differences) {
    double sum = 0;
    for (float difference : differences) {
      sum += (double) difference * difference * difference;
    }
    return sum > 0 ? 1 : -1;
  }

  /** Returns the median above half of the most ink, that is of strokes without soft edges. */
  private static float full(float[] ink, float half) {
    int n = 0;
    float[] strong = new float[ink.length];
    for (float value : ink) {
      if (value > half) {
        strong[n++] = value;
      }
    }
    return median(Arrays.copyOf(strong, n));
  }

  private static float[] magnitudes(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return values;
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
