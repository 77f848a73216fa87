package io.github.mnistdl4j.prediction.image.raster;

import java.util.Arrays;

/**
 * Fills basins: parts of a plane from which every way to the edge leads up. Water rises from the
 * edge, level by level.
 */
public final class Basins {
  private static final int LEVELS = 256;

  private final Plane plane;
  private final float[] filled;

  /** For each level the first pixel that waits at it, and for each pixel the next; −1 for none. */
  private final int[] first = new int[LEVELS];

  private final int[] next;

  private Basins(Plane plane) {
    this.plane = plane;
    this.filled = new float[plane.values.length];
    this.next = new int[filled.length];
    Arrays.fill(filled, -1);
    Arrays.fill(first, -1);
  }

  /**
   * Returns the plane with its basins filled up to where they overflow, to a precision of 1/255.
   *
   * @param plane values in [0, 1]
   */
  public static Plane filled(Plane plane) {
    Basins basins = new Basins(plane);
    int w = plane.width;
    for (int i = 0; i < basins.filled.length; i++) {
      if (i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == plane.height - 1) {
        basins.reach(i, 0);
      }
    }
    basins.rise();
    return new Plane(w, plane.height, basins.filled);
  }

  private void rise() {
    int w = plane.width;
    for (int level = 0; level < LEVELS; level++) {
      while (first[level] >= 0) {
        int pixel = first[level];
        first[level] = next[pixel];
        float height = filled[pixel];
        if (pixel % w > 0) {
          reach(pixel - 1, height);
        }
        if (pixel % w < w - 1) {
          reach(pixel + 1, height);
        }
        if (pixel >= w) {
          reach(pixel - w, height);
        }
        if (pixel + w < filled.length) {
          reach(pixel + w, height);
        }
      }
    }
  }

  /** Lets the water reach a pixel, unless it has, from one where it stands at some height. */
  private void reach(int pixel, float height) {
    if (filled[pixel] < 0) {
      filled[pixel] = Math.max(height, plane.values[pixel]);
      int level = Math.max(0, Math.min(LEVELS - 1, Math.round(filled[pixel] * (LEVELS - 1))));
      next[pixel] = first[level];
      first[level] = pixel;
    }
  }
}
