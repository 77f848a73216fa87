package io.github.mnistdl4j.data.distortion;

/**
 * Draws an image anew from other places of itself, interpolating between its pixels. Places outside
 * have the nearest pixel of the edge.
 */
final class Resampler {
  private final int width;
  private final int height;

  /** From where each pixel is taken. */
  private final float[] x;

  private final float[] y;

  /** The image, and one more column and row, which only ever count with weight 0. */
  private final float[] source;

  Resampler(int width, int height) {
    this.width = width;
    this.height = height;
    this.x = new float[width * height];
    this.y = new float[width * height];
    this.source = new float[(width + 1) * (height + 1)];
  }

  float[] x() {
    return x;
  }

  float[] y() {
    return y;
  }

  /**
   * Sets places as a change of the whole image needs them: scaled, slanted, turned about its
   * centre, then moved.
   *
   * @param turn radians, clockwise
   * @param slant how far an upright stroke goes to the left, of its height
   */
  void place(
      double turn, double slant, double scaleX, double scaleY, double shiftX, double shiftY) {
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    float xx = (float) ((cos + slant * sin) / scaleX);
    float xy = (float) ((sin - slant * cos) / scaleX);
    float yx = (float) (-sin / scaleY);
    float yy = (float) (cos / scaleY);
    float centreX = (width - 1) / 2f;
    float centreY = (height - 1) / 2f;
    for (int row = 0; row < height; row++) {
      float v = (float) (row - centreY - shiftY);
      for (int column = 0; column < width; column++) {
        float u = (float) (column - centreX - shiftX);
        x[row * width + column] = xx * u + xy * v + centreX;
        y[row * width + column] = yx * u + yy * v + centreY;
      }
    }
  }

  /** Replaces an image by what is at the places. */
  void draw(float[] image) {
    int stride = width + 1;
    for (int row = 0; row < height; row++) {
      System.arraycopy(image, row * width, source, row * stride, width);
    }
    for (int i = 0; i < width * height; i++) {
      float fromX = Math.min(Math.max(x[i], 0f), width - 1f);
      float fromY = Math.min(Math.max(y[i], 0f), height - 1f);
      int left = (int) fromX;
      int top = (int) fromY;
      float right = fromX - left;
      int at = top * stride + left;
      float above = source[at] + right * (source[at + 1] - source[at]);
      at += stride;
      float below = source[at] + right * (source[at + 1] - source[at]);
      image[i] = above + (fromY - top) * (below - above);
    }
  }
}
