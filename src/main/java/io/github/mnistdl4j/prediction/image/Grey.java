package io.github.mnistdl4j.prediction.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Reads the brightness of pictures, 0 for black to 1 for white, at most {@link #MAX_SIDE} per side:
 * larger pictures are averaged over blocks of whole pixels. Transparent parts become background.
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
    int block = (Math.max(picture.getWidth(), picture.getHeight()) + MAX_SIDE - 1) / MAX_SIDE;
    int width = (picture.getWidth() + block - 1) / block;
    int height = (picture.getHeight() + block - 1) / block;
    float[] brightness = new float[width * height];
    float[] opacity = new float[width * height];
    RowReader reader = RowReader.of(picture);
    float[] light = new float[picture.getWidth()];
    float[] cover = new float[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      reader.read(y, light, cover);
      for (int x = 0; x < picture.getWidth(); x++) {
        int cell = y / block * width + x / block;
        brightness[cell] += cover[x] * light[x];
        opacity[cell] += cover[x];
      }
    }
    for (int cell = 0; cell < opacity.length; cell++) {
      int columns = Math.min(block, picture.getWidth() - cell % width * block);
      int rows = Math.min(block, picture.getHeight() - cell / width * block);
      brightness[cell] /= columns * rows;
      opacity[cell] /= columns * rows;
    }
    fill(brightness, opacity);
    return new Plane(width, height, brightness);
  }

  /**
   * Puts black or white behind a picture. A mostly transparent one has strokes, which need the
   * opposite behind them; a mostly opaque one is a card with holes or round corners, which are
   * filled with its own shade.
   */
  private static void fill(float[] brightness, float[] opacity) {
    double light = 0;
    double covered = 0;
    for (int cell = 0; cell < opacity.length; cell++) {
      light += brightness[cell];
      covered += opacity[cell];
    }
    if (covered == 0) {
      throw new ImageException("has no ink: all of it is transparent");
    }
    boolean strokes = covered < opacity.length / 2.0;
    float behind = light / covered >= 0.5 == strokes ? 0 : 1;
    for (int cell = 0; cell < opacity.length; cell++) {
      brightness[cell] += (1 - opacity[cell]) * behind;
    }
  }

  /** Reads a row of pixels, each number in [0, 1]. */
  private interface RowReader {
    void read(int y, float[] brightness, float[] opacity);

    static RowReader of(BufferedImage picture) {
      ColorModel colors = picture.getColorModel();
      boolean grey = colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
      return grey && !(colors instanceof IndexColorModel)
          ? ofGrey(picture.getRaster(), (float) ((1L << colors.getComponentSize(0)) - 1))
          : ofColors(picture);
    }

    /** Reads the numbers themselves: Java would take them as linear light and brighten them. */
    private static RowReader ofGrey(Raster raster, float most) {
      int bands = raster.getNumBands();
      float[] samples = new float[raster.getWidth() * bands];
      return (y, brightness, opacity) -> {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
        for (int x = 0; x < raster.getWidth(); x++) {
          brightness[x] = samples[x * bands] / most;
          opacity[x] = bands > 1 ? samples[x * bands + 1] / most : 1;
        }
      };
    }

    /** Reads luminance as ITU-R BT.601 defines it. */
    private static RowReader ofColors(BufferedImage picture) {
      int[] argb = new int[picture.getWidth()];
      return (y, brightness, opacity) -> {
        picture.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
        for (int x = 0; x < argb.length; x++) {
          int red = argb[x] >> 16 & 0xFF;
          int green = argb[x] >> 8 & 0xFF;
          int blue = argb[x] & 0xFF;
          brightness[x] = (299 * red + 587 * green + 114 * blue) / 255_000f;
          opacity[x] = (argb[x] >>> 24) / 255f;
        }
      };
    }
  }
}
