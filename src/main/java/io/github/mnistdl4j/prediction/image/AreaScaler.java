package io.github.mnistdl4j.prediction.image;

import java.awt.image.BufferedImage;

/** Shrinks pictures by averaging areas, row by row, so that a large one needs no copy of itself. */
final class AreaScaler {
  private final int width;
  private final int height;

  /** Creates one for a size, which no picture may be below. */
  AreaScaler(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Shrinks a picture.
   *
   * @return {@code [4][height · width]} in [0, 1]: red, green and blue, each times opacity, and
   *     opacity
   */
  float[][] scaled(BufferedImage picture) {
    float[][] result = new float[4][width * height];
    PixelRows rows = PixelRows.of(picture);
    float[][] row = new float[4][picture.getWidth()];
    float[] shrunk = new float[width];
    double scale = (double) height / picture.getHeight();
    for (int y = 0; y < picture.getHeight(); y++) {
      rows.read(y, row);
      int cell = Math.min(height - 1, (int) (y * scale));
      float lower = (float) Math.max(0, (y + 1) * scale - (cell + 1));
      for (int c = 0; c < row.length; c++) {
        shrink(row[c], shrunk);
        add(result[c], cell, shrunk, (float) scale - lower);
        if (lower > 0 && cell + 1 < height) {
          add(result[c], cell + 1, shrunk, lower);
        }
      }
    }
    return result;
  }

  private void add(float[] result, int row, float[] values, float share) {
    int at = row * width;
    for (int x = 0; x < width; x++) {
      result[at + x] += share * values[x];
    }
  }

  private static void shrink(float[] row, float[] shrunk) {
    if (row.length == shrunk.length) {
      System.arraycopy(row, 0, shrunk, 0, row.length);
      return;
    }
    java.util.Arrays.fill(shrunk, 0);
    double scale = (double) shrunk.length / row.length;
    for (int x = 0; x < row.length; x++) {
      int cell = Math.min(shrunk.length - 1, (int) (x * scale));
      float right = (float) Math.max(0, (x + 1) * scale - (cell + 1));
      shrunk[cell] += ((float) scale - right) * row[x];
      if (cell + 1 < shrunk.length) {
        shrunk[cell + 1] += right * row[x];
      }
    }
  }
}
