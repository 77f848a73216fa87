package io.github.mnistdl4j.prediction.image.raster;

/** A grid of numbers. */
public final class Plane {
  public final int width;
  public final int height;

  /** {@code [height × width]}, row by row. */
  public final float[] values;

  /** Takes over the values. */
  public Plane(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  public float at(int x, int y) {
    return values[y * width + x];
  }

  /** Returns a number, or 0 outside. */
  public float orZero(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height ? values[y * width + x] : 0;
  }

  /** Returns the smallest part with all numbers above zero, of which there must be one. */
  public Plane trimmed() {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (at(x, y) > 0) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    return part(left, top, right - left + 1, bottom - top + 1);
  }

  /** Returns a part. */
  public Plane part(int left, int top, int partWidth, int partHeight) {
    Plane part = new Plane(partWidth, partHeight, new float[partWidth * partHeight]);
    for (int y = 0; y < partHeight; y++) {
      System.arraycopy(values, (top + y) * width + left, part.values, y * partWidth, partWidth);
    }
    return part;
  }

  /** Returns the plane in another size: shrinking averages areas, growing interpolates. */
  public Plane resized(int newWidth, int newHeight) {
    return ofHeight(newHeight).transposed().ofHeight(newWidth).transposed();
  }

  /** Returns the plane shrunk so that its longer side has at most so many pixels. */
  public Plane shrunk(int side) {
    int longest = Math.max(width, height);
    return longest <= side
        ? this
        : resized(
            Math.max(1, Math.round((float) width * side / longest)),
            Math.max(1, Math.round((float) height * side / longest)));
  }

  /** Returns the plane in another height; its outermost rows continue beyond the edges. */
  private Plane ofHeight(int newHeight) {
    Plane result = new Plane(width, newHeight, new float[width * newHeight]);
    double step = (double) height / newHeight;
    double reach = step >= 1 ? step / 2 + 0.5 : 1;
    for (int y = 0; y < newHeight; y++) {
      double centre = (y + 0.5) * step;
      for (int from = (int) Math.floor(centre - reach); from <= centre + reach; from++) {
        float share = (float) share(from, centre, step);
        int nearest = Math.max(0, Math.min(height - 1, from));
        if (share > 0) {
          addRow(result.values, y * width, share, nearest * width);
        }
      }
    }
    return result;
  }

  private void addRow(float[] sums, int at, float share, int from) {
    for (int x = 0; x < width; x++) {
      sums[at + x] += share * values[from + x];
    }
  }

  /** Returns how much of a pixel is in one of width {@code step} around a centre. */
  private static double share(int pixel, double centre, double step) {
    if (step < 1) {
      return Math.max(0, 1 - Math.abs(pixel + 0.5 - centre));
    }
    double overlap = Math.min(pixel + 1, centre + step / 2) - Math.max(pixel, centre - step / 2);
    return Math.max(0, overlap) / step;
  }

  private Plane transposed() {
    Plane result = new Plane(height, width, new float[values.length]);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.values[x * height + y] = values[y * width + x];
      }
    }
    return result;
  }
}
