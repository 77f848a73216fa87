package io.github.mnistdl4j.prediction.image.raster;

/** A grid of pixels, each of which belongs to something or not. */
public final class Mask {
  public final int width;
  public final int height;

  /** {@code [height × width]}, row by row. */
  public final boolean[] values;

  /** Takes over the values. */
  public Mask(int width, int height, boolean[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** Returns the pixels of a plane above a threshold. */
  public static Mask above(Plane plane, float threshold) {
    boolean[] values = new boolean[plane.values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = plane.values[i] > threshold;
    }
    return new Mask(plane.width, plane.height, values);
  }

  public boolean at(int x, int y) {
    return contains(x, y) && values[y * width + x];
  }

  /** Returns whether there is such a pixel. */
  public boolean contains(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  /** Returns a part, which may reach beyond the edges, where nothing belongs to it. */
  public Mask part(int left, int top, int partWidth, int partHeight) {
    Mask part = new Mask(partWidth, partHeight, new boolean[partWidth * partHeight]);
    for (int i = 0; i < part.values.length; i++) {
      part.values[i] = at(left + i % partWidth, top + i / partWidth);
    }
    return part;
  }

  public double share() {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return (double) count / values.length;
  }

  public Mask copy() {
    return new Mask(width, height, values.clone());
  }

  public Mask complement() {
    boolean[] others = new boolean[values.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = !values[i];
    }
    return new Mask(width, height, others);
  }

  /** Adds what belongs to another mask of the same size. */
  public void add(Mask other) {
    for (int i = 0; i < values.length; i++) {
      values[i] |= other.values[i];
    }
  }

  /** Removes what belongs to another mask of the same size. */
  public void remove(Mask other) {
    for (int i = 0; i < values.length; i++) {
      values[i] &= !other.values[i];
    }
  }

  public Mask transposed() {
    Mask result = new Mask(height, width, new boolean[values.length]);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.values[x * height + y] = values[y * width + x];
      }
    }
    return result;
  }
}
