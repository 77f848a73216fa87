package io.github.mnistdl4j.data.distortion;

/**
 * Makes strokes thicker or thinner: grey dilation and erosion by a cross of five pixels, for parts
 * of a pixel mixed with what was there.
 */
final class StrokeMorphology {
  private final int width;
  private final int height;
  private final float[] before;

  StrokeMorphology(int width, int height) {
    this.width = width;
    this.height = height;
    this.before = new float[width * height];
  }

  /**
   * @param pixels by which each side of a stroke grows; shrinks, if it is negative
   */
  void change(float[] image, float pixels) {
    float sign = Math.signum(pixels); // erosion is dilation of the negative
    for (float left = Math.abs(pixels); left > 0; left--) {
      dilate(image, sign, Math.min(1, left));
    }
  }

  private void dilate(float[] image, float sign, float share) {
    for (int i = 0; i < before.length; i++) {
      before[i] = sign * image[i];
    }
    float rest = sign * (1 - share);
    float most = sign * share;
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int above = Math.max(0, y - 1) * width;
      int below = Math.min(height - 1, y + 1) * width;
      for (int x = 1; x < width - 1; x++) {
        float beside = Math.max(before[row + x - 1], before[row + x + 1]);
        float around = Math.max(beside, Math.max(before[above + x], before[below + x]));
        image[row + x] = rest * before[row + x] + most * Math.max(before[row + x], around);
      }
      atEdge(image, row, row + 1, above, below, rest, most);
      int last = width - 1;
      atEdge(image, row + last, row + last - 1, above + last, below + last, rest, most);
    }
  }

  private void atEdge(
      float[] image, int at, int beside, int above, int below, float rest, float most) {
    float around = Math.max(before[beside], Math.max(before[above], before[below]));
    image[at] = rest * before[at] + most * Math.max(before[at], around);
  }
}
