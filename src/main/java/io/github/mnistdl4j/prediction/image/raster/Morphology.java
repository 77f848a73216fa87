package io.github.mnistdl4j.prediction.image.raster;

import java.util.Arrays;

/** Morphological filters of grey values, after van Herk (1992) in constant time per pixel. */
public final class Morphology {
  private Morphology() {}

  /**
   * Closes what is darker than its surroundings and narrower than an octagon. The outermost pixels
   * continue beyond the edges, so that what is dark along an edge stays.
   *
   * @param diameter of the octagon, in pixels
   */
  public static Plane closed(Plane plane, int diameter) {
    int margin = diameter;
    int w = plane.width + 2 * margin;
    int h = plane.height + 2 * margin;
    Plane padded = new Plane(w, h, new float[w * h]);
    for (int y = 0; y < h; y++) {
      int row = Math.max(0, Math.min(plane.height - 1, y - margin)) * plane.width;
      for (int x = 0; x < w; x++) {
        int column = Math.max(0, Math.min(plane.width - 1, x - margin));
        padded.values[y * w + x] = plane.values[row + column];
      }
    }
    octagon(padded, diameter, 1);
    octagon(padded, diameter, -1);
    return padded.part(margin, margin, plane.width, plane.height);
  }

  /** Dilates (sign 1) or erodes (sign −1) by a disc; outside there is nothing. */
  public static Plane disc(Plane plane, int diameter, int sign) {
    int w = plane.width;
    int wide = w + 2 * diameter;
    float[] padded = new float[wide * (plane.height + 2 * diameter)];
    for (int y = 0; y < plane.height; y++) {
      for (int x = 0; x < w; x++) {
        padded[(y + diameter) * wide + x + diameter] = sign * plane.values[y * w + x];
      }
    }
    Plane result = new Plane(w, plane.height, new float[plane.values.length]);
    float[] most = new float[w];
    int from = diameter - diameter / 2;
    for (int y = 0; y < plane.height; y++) {
      Arrays.fill(most, -Float.MAX_VALUE);
      for (int i = 0; i < diameter * diameter; i++) {
        int dx = i % diameter;
        int dy = i / diameter;
        if (inDisc(dx - diameter / 2, dy - diameter / 2, diameter)) {
          raise(most, padded, (y + from + dy) * wide + from + dx);
        }
      }
      for (int x = 0; x < w; x++) {
        result.values[y * w + x] = sign * most[x];
      }
    }
    return result;
  }

  private static void raise(float[] most, float[] values, int start) {
    for (int x = 0; x < most.length; x++) {
      most[x] = Math.max(most[x], values[start + x]);
    }
  }

  private static boolean inDisc(int dx, int dy, int diameter) {
    double centre = diameter % 2 == 0 ? -0.5 : 0;
    double x = dx - centre;
    double y = dy - centre;
    return x * x + y * y <= diameter * diameter / 4.0;
  }

  /** Dilates (sign 1) or erodes (sign −1) by an octagon: by its sides' directions in turn. */
  private static void octagon(Plane plane, int diameter, int sign) {
    int straight = (int) Math.round(diameter * 0.414 / 2);
    int diagonal = (int) Math.round(diameter * 0.293 / 2);
    LineFilter filter = new LineFilter(plane, sign);
    filter.rows(straight);
    filter.columns(straight);
    filter.diagonals(diagonal, 1);
    filter.diagonals(diagonal, -1);
  }

  /** Takes the largest (or, negated, smallest) value around each pixel of a line. */
  private static final class LineFilter {
    private final Plane plane;
    private final int sign;
    private final float[] line;
    private final float[] before;
    private final float[] after;

    LineFilter(Plane plane, int sign) {
      this.plane = plane;
      this.sign = sign;
      int longest = Math.max(plane.width, plane.height) * 3;
      line = new float[longest];
      before = new float[longest];
      after = new float[longest];
    }

    void rows(int radius) {
      for (int y = 0; y < plane.height; y++) {
        filter(y * plane.width, 1, plane.width, radius);
      }
    }

    void columns(int radius) {
      for (int x = 0; x < plane.width; x++) {
        filter(x, plane.width, plane.height, radius);
      }
    }

    void diagonals(int radius, int direction) {
      int w = plane.width;
      int h = plane.height;
      for (int start = 0; start < w; start++) {
        int length = Math.min(h, direction > 0 ? w - start : start + 1);
        filter(start, w + direction, length, radius);
      }
      for (int start = 1; start < h; start++) {
        int from = start * w + (direction > 0 ? 0 : w - 1);
        filter(from, w + direction, Math.min(w, h - start), radius);
      }
    }

    private void filter(int from, int step, int length, int radius) {
      int window = 2 * radius + 1;
      int padded = (length + 2 * radius + window - 1) / window * window;
      Arrays.fill(line, 0, padded, -Float.MAX_VALUE);
      for (int i = 0; i < length; i++) {
        line[i + radius] = sign * plane.values[from + i * step];
      }
      for (int start = 0; start < padded; start += window) {
        int end = start + window - 1;
        before[start] = line[start];
        after[end] = line[end];
        for (int k = 1; k < window; k++) {
          before[start + k] = Math.max(line[start + k], before[start + k - 1]);
          after[end - k] = Math.max(line[end - k], after[end - k + 1]);
        }
      }
      for (int i = 0; i < length; i++) {
        plane.values[from + i * step] = sign * Math.max(after[i], before[i + window - 1]);
      }
    }
  }
}
