package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Blur;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Plane;

/**
 * How dark each pixel of a picture is relative to the ground under it, in the colour in which the
 * ink stands out most. Light ink is taken as dark.
 *
 * @param plane 0 for the ground, 1 for black on white
 * @param noise standard deviation of its noise
 */
record Darkness(Plane plane, float noise) {
  /** Standard deviation of the Gaussian that is taken off to see noise, in pixels. */
  private static final double NOISE_SIZE = 1.5;

  /** Standard deviation of the Gaussian that smooths pixels, in pixels. */
  private static final double SMOOTHING = 0.6;

  /** From the median of magnitudes to the standard deviation of normally distributed noise. */
  private static final float DEVIATION_OF_MEDIAN = 1.4826f;

  /** Longer side of the small pictures in which the colour is chosen, in pixels. */
  private static final int SMALL_SIDE = 100;

  /** Share of pixels that may be ink at least. */
  private static final double INK = 0.995;

  /**
   * Light ink on a ground that is brighter than half counts by its difference alone: relative to
   * the little that bright paper lacks to white, its texture would be much.
   */
  private static final float PAPER = 0.5f;

  /** Noise that is always reckoned with, for pictures without any. */
  private static final float LEAST_NOISE = 0.01f;

  /**
   * Finds the darkness.
   *
   * @param light whether ink is lighter than its ground
   */
  static Darkness of(Colors colors, boolean light) {
    Plane best = colors.grey();
    double most = -1;
    for (Plane color : colors.planes()) {
      double contrast = contrast(darkness(color.shrunk(SMALL_SIDE), light));
      if (contrast > most) {
        best = color;
        most = contrast;
      }
    }
    Plane smooth = Blur.of(darkness(best, light), SMOOTHING);
    return new Darkness(smooth, noise(smooth));
  }

  private static Plane darkness(Plane color, boolean light) {
    return light ? Ground.darkness(turned(color), PAPER) : Ground.darkness(color, Ground.DARKEST);
  }

  private static double contrast(Plane darkness) {
    return Medians.quantile(darkness.values, INK) / (noise(darkness) + LEAST_NOISE);
  }

  private static float noise(Plane plane) {
    Plane smooth = Blur.of(plane, NOISE_SIZE);
    float[] rest = new float[(plane.values.length + 3) / 4];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = Math.abs(plane.values[4 * i] - smooth.values[4 * i]);
    }
    return DEVIATION_OF_MEDIAN * Medians.of(rest);
  }

  private static Plane turned(Plane plane) {
    float[] values = new float[plane.values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - plane.values[i];
    }
    return new Plane(plane.width, plane.height, values);
  }
}
