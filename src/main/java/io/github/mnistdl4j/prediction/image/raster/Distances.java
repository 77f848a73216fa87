package io.github.mnistdl4j.prediction.image.raster;

/**
 * Distances to the nearest pixel outside a mask, by two passes with chamfer steps (Borgefors 1986).
 */
public final class Distances {
  private static final float STRAIGHT = 0.955f;
  private static final float DIAGONAL = 1.3693f;

  private Distances() {}

  /**
   * Returns the distance of each pixel of a mask to the nearest one outside, 0 for those outside.
   */
  public static Plane of(Mask mask) {
    int w = mask.width;
    int h = mask.height;
    Plane distances = new Plane(w, h, new float[w * h]);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        distances.values[y * w + x] =
            mask.values[y * w + x] ? nearest(distances, x, y, -1, w + h) : 0;
      }
    }
    for (int y = h - 1; y >= 0; y--) {
      for (int x = w - 1; x >= 0; x--) {
        int i = y * w + x;
        distances.values[i] = nearest(distances, x, y, 1, distances.values[i]);
      }
    }
    return distances;
  }

  private static float nearest(Plane distances, int x, int y, int step, float before) {
    float least = before;
    least = Math.min(least, at(distances, x + step, y) + STRAIGHT);
    least = Math.min(least, at(distances, x, y + step) + STRAIGHT);
    least = Math.min(least, at(distances, x + step, y + step) + DIAGONAL);
    return Math.min(least, at(distances, x - step, y + step) + DIAGONAL);
  }

  private static float at(Plane distances, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < distances.width && y < distances.height;
    return inside ? distances.at(x, y) : 0;
  }
}
