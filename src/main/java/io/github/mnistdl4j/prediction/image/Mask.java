package io.github.mnistdl4j.prediction.image;

/** A grid of pixels, each of which belongs to something or not. */
final class Mask {
  final int width;
  final int height;

  /** {@code [height × width]}, row by row. */
  final boolean[] values;

  /** Takes over the values. */
  Mask(int width, int height, boolean[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** Returns the pixels of a plane above a threshold. */
  static Mask above(Plane plane, float threshold) {
    boolean[] values = new boolean[plane.values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = plane.values[i] > threshold;
    }
    return new Mask(plane.width, plane.height, values);
  }

  boolean at(int x, int y) {
    return contains(x, y) && values[y * width + x];
  }

  /** Returns whether there is such a pixel. */
  boolean contains(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  /** Returns a part, which may reach beyond the edges, where nothing belongs to it. */
  Mask part(int left, int top, int partWidth, int partHeight) {
    Mask part = new Mask(partWidth, partHeight, new boolean[partWidth * partHeight]);
    for (int i = 0; i < part.values.length; i++) {
      part.values[i] = at(left + i % partWidth, top + i / partWidth);
    }
    return part;
  }

  double share() {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return (double) count / values.length;
  }

  Mask copy() {
    return new Mask(width, height, values.clone());
  }

  Mask complement() {
    boolean[] others = new boolean[values.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = !values[i];
    }
    return new Mask(width, height, others);
  }

  /** Adds what belongs to another mask of the same size. */
  void add(Mask other) {
    for (int i = 0; i < values.length; i++) {
      values[i] |= other.values[i];
    }
  }

  Mask transposed() {
    Mask result = new Mask(height, width, new boolean[values.length]);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.values[x * height + y] = values[y * width + x];
      }
    }
    return result;
  }
}
