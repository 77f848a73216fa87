package io.github.mnistdl4j.prediction.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Shrinks pictures by averaging areas, row by row, so that a large one needs no copy of itself. */
final class AreaScaler {
  private final BufferedImage picture;
  private final int width;
  private final int height;

  /** For each column, the cell that its left part is in, and the shares of that and of the next. */
  private final int[] cells;

  private final float[] left;
  private final float[] right;

  private AreaScaler(BufferedImage picture, int width, int height) {
    this.picture = picture;
    this.width = width;
    this.height = height;
    cells = new int[picture.getWidth()];
    left = new float[cells.length];
    right = new float[cells.length];
    double scale = (double) width / cells.length;
    for (int x = 0; x < cells.length; x++) {
      cells[x] = Math.min(width - 1, (int) (x * scale));
      double beyond = cells[x] + 1 < width ? Math.max(0, (x + 1) * scale - (cells[x] + 1)) : 0;
      right[x] = (float) beyond;
      left[x] = (float) (scale - beyond);
    }
  }

  /**
   * Shrinks a picture.
   *
   * @param width at most that of the picture, like the height
   * @return {@code [4][height · width]} in [0, 1]: red, green and blue, each times opacity, and
   *     opacity
   */
  static float[][] scaled(BufferedImage picture, int width, int height) {
    return new AreaScaler(picture, width, height).scaled();
  }

  private float[][] scaled() {
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

  private void shrink(float[] row, float[] shrunk) {
    Arrays.fill(shrunk, 0);
    for (int x = 0; x < row.length; x++) {
      shrunk[cells[x]] += left[x] * row[x];
      shrunk[Math.min(shrunk.length - 1, cells[x] + 1)] += right[x] * row[x];
    }
  }
}
