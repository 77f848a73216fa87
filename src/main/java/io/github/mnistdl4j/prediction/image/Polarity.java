package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Plane;

/**
 * Tells whether ink is lighter than its ground, as on a board. Each pixel is compared with the
 * median of its surroundings, which are wider than a stroke: shadows and tables do not weigh in.
 */
final class Polarity {
  /** Longer side of the small picture in which this is decided, in pixels. */
  private static final int SMALL_SIDE = 96;

  /** The surroundings' share of the small picture's shorter side. */
  private static final double SURROUNDINGS = 0.4;

  /** Pixels along the edges that do not count. */
  private static final int MARGIN = 4;

  private Polarity() {}

  /** Returns whether ink is lighter; strong differences outweigh weak ones. */
  static boolean lightOnDark(Plane grey) {
    Plane small = grey.shrunk(SMALL_SIDE);
    int shorter = Math.min(small.width, small.height);
    Plane ground = Medians.around(small, Math.max(1, (int) (shorter * SURROUNDINGS / 2)));
    int margin = shorter > 5 * MARGIN ? MARGIN : 0;
    double sum = 0;
    for (int y = margin; y < small.height - margin; y++) {
      for (int x = margin; x < small.width - margin; x++) {
        double difference = small.at(x, y) - ground.at(x, y);
        sum +=
            weight(x, small.width) * weight(y, small.height) * difference * difference * difference;
      }
    }
    return sum > 0;
  }

  /** Returns 1 in the middle half of a side, less towards its ends, where tables show. */
  private static double weight(int at, int side) {
    return Math.min(1, 4.0 * (Math.min(at, side - 1 - at) + 1) / side);
  }
}
