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
    boolean opaque = !picture.getColorModel().hasAlpha();
    int channels = opaque ? 3 : 4;
    PixelRows rows = PixelRows.of(picture);
    float[][] row = new float[4][picture.getWidth()];
    float[][] sums = new float[channels][picture.getWidth()];
    double scale = (double) height / picture.getHeight();
    for (int y = 0; y < picture.getHeight(); y++) {
      rows.read(y, row);
      int cell = Math.min(height - 1, (int) (y * scale));
      float lower = (float) Math.max(0, (y + 1) * scale - (cell + 1));
      boolean last = (int) ((y + 1) * scale) > cell || y + 1 == picture.getHeight();
      for (int c = 0; c < channels; c++) {
        add(sums[c], row[c], (float) scale - lower);
        if (last) {
          shrink(sums[c], result[c], cell * width);
          Arrays.fill(sums[c], 0);
          add(sums[c], row[c], lower);
        }
      }
    }
    if (opaque) {
      Arrays.fill(result[3], 1);
    }
    return result;
  }

  private static void add(float[] sums, float[] row, float share) {
    for (int x = 0; x < row.length; x++) {
      sums[x] += share * row[x];
    }
  }

  /** Adds columns to the cells of a row of the result. */
  private void shrink(float[] sums, float[] result, int from) {
    for (int x = 0; x < sums.length; x++) {
      result[from + cells[x]] += left[x] * sums[x];
      result[from + Math.min(width - 1, cells[x] + 1)] += right[x] * sums[x];
    }
  }
}
