package io.github.mnistdl4j.prediction.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Reads pictures of every kind row by row: red, green, blue and opacity in [0, 1]. */
interface PixelRows {
  /**
   * Reads a row.
   *
   * @param row receives {@code [4][width]}: red, green and blue, each times opacity, and opacity
   */
  void read(int y, float[][] row);

  static PixelRows of(BufferedImage picture) {
    ColorModel colors = picture.getColorModel();
    int space = colors.getColorSpace().getType();
    if (space == ColorSpace.TYPE_RGB && picture.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return ofBytes(picture.getRaster());
    }
    boolean deep = colors.getComponentSize(0) > 8 && !(colors instanceof IndexColorModel);
    boolean grey = space == ColorSpace.TYPE_GRAY && !(colors instanceof IndexColorModel);
    return grey || (deep && space == ColorSpace.TYPE_RGB)
        ? ofSamples(picture.getRaster(), mostOf(picture), grey)
        : ofColors(picture);
  }

  /**
   * Returns the sample that stands for white: of deep pictures, that of the bits which they use.
   */
  private static float mostOf(BufferedImage picture) {
    int bits = picture.getColorModel().getComponentSize(0);
    if (bits <= 8) {
      return (1 << bits) - 1;
    }
    Raster raster = picture.getRaster();
    int colors = picture.getColorModel().getNumColorComponents();
    int[] samples = new int[raster.getWidth()];
    int used = 255;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int band = 0; band < colors; band++) {
        raster.getSamples(
            raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, band, samples);
        for (int sample : samples) {
          used |= sample;
        }
      }
    }
    return (float) ((1L << (32 - Integer.numberOfLeadingZeros(used))) - 1);
  }

  /** Reads the numbers themselves: Java would take grey as linear light and brighten it. */
  private static PixelRows ofSamples(Raster raster, float most, boolean grey) {
    int bands = raster.getNumBands();
    int colors = grey ? 1 : 3;
    float full =
        bands > colors ? (float) ((1L << raster.getSampleModel().getSampleSize(colors)) - 1) : 1;
    float[] samples = new float[raster.getWidth() * bands];
    return (y, row) -> {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
      for (int x = 0; x < raster.getWidth(); x++) {
        float opacity = bands > colors ? samples[x * bands + colors] / full : 1;
        for (int c = 0; c < 3; c++) {
          row[c][x] = opacity * samples[x * bands + (grey ? 0 : c)] / most;
        }
        row[3][x] = opacity;
      }
    };
  }

  /** Reads what a JPEG is decoded to, fast. */
  private static PixelRows ofBytes(Raster raster) {
    byte[] samples = new byte[3 * raster.getWidth()];
    return (y, row) -> {
      raster.getDataElements(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
      for (int x = 0; x < raster.getWidth(); x++) {
        for (int c = 0; c < 3; c++) {
          row[c][x] = (samples[3 * x + c] & 0xFF) / 255f;
        }
        row[3][x] = 1;
      }
    };
  }

  private static PixelRows ofColors(BufferedImage picture) {
    int[] argb = new int[picture.getWidth()];
    return (y, row) -> {
      picture.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
      for (int x = 0; x < argb.length; x++) {
        float opacity = (argb[x] >>> 24) / 255f;
        row[0][x] = opacity * (argb[x] >> 16 & 0xFF) / 255;
        row[1][x] = opacity * (argb[x] >> 8 & 0xFF) / 255;
        row[2][x] = opacity * (argb[x] & 0xFF) / 255;
        row[3][x] = opacity;
      }
    };
  }
}
