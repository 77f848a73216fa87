package io.github.mnistdl4j.data.outlier;

/** A small square sheet to draw on: 0 is background, 1 ink. Coordinates are in pixels. */
final class Sketch {
  static final int SIDE = 48;

  /** Straight pieces of a curve between two of its points. */
  private static final int PIECES = 4;

  private final float[] ink = new float[SIDE * SIDE];

  /** Returns the ink, not a copy: {@code [SIDE · SIDE]}, row by row. */
  float[] ink() {
    return ink;
  }

  /**
   * Draws a line through points, with round ends and soft edges.
   *
   * @param points x and y of each, one after the other
   * @param width of the stroke
   * @param curved whether it bends through the points, as a Catmull-Rom spline
   */
  void stroke(float[] points, float width, boolean curved) {
    float[] line = curved ? curve(points) : points;
    for (int i = 0; i + 3 < line.length; i += 2) {
      segment(line[i], line[i + 1], line[i + 2], line[i + 3], width / 2);
    }
  }

  /** Fills the polygon, or the closed curve, through points. */
  void fill(float[] points, boolean curved) {
    float[] edge = curved ? curve(points) : points;
    for (int i = 0; i < ink.length; i++) {
      int row = i / SIDE;
      if (isInside(edge, i % SIDE + 0.5f, row + 0.5f)) {
        ink[i] = 1;
      }
    }
  }

  /** Returns whether a ray to the right crosses an odd number of edges. */
  private static boolean isInside(float[] edge, float x, float y) {
    boolean inside = false;
    for (int i = 0, j = edge.length - 2; i < edge.length; j = i, i += 2) {
      boolean spans = edge[i + 1] > y != edge[j + 1] > y;
      if (spans) {
        float at = edge[i] + (y - edge[i + 1]) / (edge[j + 1] - edge[i + 1]) * (edge[j] - edge[i]);
        inside ^= x < at;
      }
    }
    return inside;
  }

  private void segment(float x, float y, float toX, float toY, float reach) {
    float dx = toX - x;
    float dy = toY - y;
    float square = Math.max(dx * dx + dy * dy, 1e-6f);
    int right = within(Math.max(x, toX) + reach + 1);
    int bottom = within(Math.max(y, toY) + reach + 1);
    int left = within(Math.min(x, toX) - reach - 1);
    for (int row = within(Math.min(y, toY) - reach - 1); row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        float px = column + 0.5f - x;
        float py = row + 0.5f - y;
        float along = Math.min(1, Math.max(0, (px * dx + py * dy) / square));
        float awayX = px - along * dx;
        float awayY = py - along * dy;
        float away = (float) Math.sqrt(awayX * awayX + awayY * awayY);
        float shade = Math.min(1, Math.max(0, reach - away + 0.5f));
        int i = row * SIDE + column;
        ink[i] = Math.max(ink[i], shade);
      }
    }
  }

  private static int within(float place) {
    return (int) Math.min(SIDE - 1, Math.max(0, place));
  }

  private static float[] curve(float[] points) {
    int n = points.length / 2;
    float[] line = new float[((n - 1) * PIECES + 1) * 2];
    for (int i = 0; i < n - 1; i++) {
      for (int piece = 0; piece < PIECES; piece++) {
        for (int axis = 0; axis < 2; axis++) {
          line[(i * PIECES + piece) * 2 + axis] = between(points, i, axis, (float) piece / PIECES);
        }
      }
    }
    System.arraycopy(points, points.length - 2, line, line.length - 2, 2);
    return line;
  }

  private static float between(float[] points, int from, int axis, float t) {
    int last = points.length / 2 - 1;
    float a = points[Math.max(0, from - 1) * 2 + axis];
    float b = points[from * 2 + axis];
    float c = points[(from + 1) * 2 + axis];
    float d = points[Math.min(last, from + 2) * 2 + axis];
    return b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
}
