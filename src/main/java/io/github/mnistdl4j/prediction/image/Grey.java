package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.image.BufferedImage;

/**
 * Reads the brightness of pictures, 0 for black to 1 for white, at most {@link #MAX_SIDE} per side:
 * larger pictures are averaged over areas. Transparent parts become background.
 */
final class Grey {
  private static final int MAX_SIDE = 512;

  private Grey() {}

  /**
   * Reads a picture.
   *
   * @throws ImageException if all of it is transparent
   */
  static Plane of(BufferedImage picture) {
    double scale =
        Math.min(1, (double) MAX_SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = (int) Math.max(1, Math.round(scale * picture.getWidth()));
    int height = (int) Math.max(1, Math.round(scale * picture.getHeight()));
    float[][] cells = AreaScaler.scaled(picture, width, height);
    Backdrop.fill(cells);
    return new Plane(width, height, luminance(cells));
  }

  /** Returns luminance as ITU-R BT.601 defines it, of grey exactly the grey. */
  private static float[] luminance(float[][] cells) {
    float[] red = cells[0];
    float[] green = cells[1];
    float[] blue = cells[2];
    float[] light = new float[green.length];
    for (int i = 0; i < light.length; i++) {
      light[i] = green[i] + 0.299f * (red[i] - green[i]) + 0.114f * (blue[i] - green[i]);
    }
    return light;
  }
}
