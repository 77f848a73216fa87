package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Distances;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Morphology;
import io.github.mnistdl4j.prediction.image.raster.Plane;

/** Brings strokes to the widths that MNIST's have. */
final class StrokeWidth {
  /** Least and largest mean width of strokes in MNIST's box of 20 pixels. */
  private static final double LEAST = 2.2;

  private static final double MOST = 3.3;

  /** The box's side. */
  private static final double BOX = 20;

  /** Thinning that leaves less than this share of the ink is not done. */
  private static final double LEAST_LEFT = 0.25;

  private StrokeWidth() {}

  /**
   * Widens or thins strokes if they need it.
   *
   * @param digit the ink, with a margin around it
   * @param mask the pixels of its strokes
   */
  static Plane normalised(Plane digit, Mask mask, int size) {
    double width = mean(mask) * BOX / size;
    double change = (Math.max(LEAST, Math.min(MOST, width)) - width) * size / BOX;
    int diameter = (int) Math.round(Math.abs(change)) + 1;
    if (diameter < 2) {
      return digit;
    }
    if (change > 0) {
      return Morphology.disc(digit, diameter, 1);
    }
    Plane thinned = Morphology.disc(digit, diameter, -1);
    return sum(thinned) > LEAST_LEFT * sum(digit) ? thinned : digit;
  }

  /**
   * Returns the mean width of strokes in pixels: twice the distance from their middle to their
   * edge.
   */
  static double mean(Mask mask) {
    Plane distances = Distances.of(mask);
    double sum = 0;
    int count = 0;
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (mask.at(x, y) && isRidge(distances, x, y)) {
          sum += distances.at(x, y);
          count++;
        }
      }
    }
    return 2 * sum / Math.max(1, count);
  }

  private static boolean isRidge(Plane distances, int x, int y) {
    float here = distances.at(x, y);
    for (int row = Math.max(0, y - 1); row <= Math.min(distances.height - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1);
          column <= Math.min(distances.width - 1, x + 1);
          column++) {
        if (distances.at(column, row) > here) {
          return false;
        }
      }
    }
    return true;
  }

  private static double sum(Plane plane) {
    double sum = 0;
    for (float value : plane.values) {
      sum += value;
    }
    return sum;
  }
}
