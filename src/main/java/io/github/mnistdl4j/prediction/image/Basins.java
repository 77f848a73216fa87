package io.github.mnistdl4j.prediction.image;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Fills basins: parts of a plane from which every way to the edge leads up. */
final class Basins {
  /** A pixel that the water has reached, and how high it stands there. */
  private record Shore(int pixel, float level) {}

  private Basins() {}

  /** Returns the plane with its basins filled up to where they overflow. */
  static Plane filled(Plane plane) {
    int w = plane.width;
    int h = plane.height;
    float[] levels = new float[w * h];
    Arrays.fill(levels, Float.NaN);
    PriorityQueue<Shore> shores = new PriorityQueue<>(Comparator.comparingDouble(Shore::level));
    for (int i = 0; i < levels.length; i++) {
      if (i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1) {
        levels[i] = plane.values[i];
        shores.add(new Shore(i, levels[i]));
      }
    }
    for (Shore shore = shores.poll(); shore != null; shore = shores.poll()) {
      for (int side = 0; side < 4; side++) {
        int x = shore.pixel % w + (side == 0 ? 1 : side == 1 ? -1 : 0);
        int y = shore.pixel / w + (side == 2 ? 1 : side == 3 ? -1 : 0);
        if (x >= 0 && y >= 0 && x < w && y < h && Float.isNaN(levels[y * w + x])) {
          levels[y * w + x] = Math.max(shore.level, plane.at(x, y));
          shores.add(new Shore(y * w + x, levels[y * w + x]));
        }
      }
    }
    return new Plane(w, h, levels);
  }
}
