package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Distances;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Morphology;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Arrays;

/** Brings strokes to the widths that MNIST's have. */
final class StrokeWidth {
  /**
   * Least and largest mean width of strokes in MNIST's box of 20 pixels. Of 1,360 photographs of 17
   * kinds fewer are misread the nearer both are to the middle of what MNIST has.
   */
  private static final double LEAST = 2.8;

  private static final double MOST = 3.3;

  /** The box's side. */
  private static final double BOX = 20;

  /** Thinning that leaves less than this share of the ink is not done. */
  private static final double LEAST_LEFT = 0.25;

  /** How much the thinnest strokes are thinned at most, in their widths, and their share. */
  private static final double THINNING = 0.5;

  private static final double THINNEST = 0.1;

  /** Distance from the edge in pixels up to which a ridge is the edge's roughness. */
  private static final float ROUGH = 1.5f;

  private StrokeWidth() {}

  /**
   * Widens or thins strokes if they need it.
   *
   * @param digit the ink, with a margin around it
   * @param mask the pixels of its strokes
   */
  static Plane normalised(Plane digit, Mask mask, int size) {
    float[] ridges = ridges(mask);
    double width = mean(ridges) * BOX / size;
    double change = (Math.max(LEAST, Math.min(MOST, width)) - width) * size / BOX;
    int diameter = (int) Math.round(Math.abs(change)) + 1;
    if (change < 0) {
      diameter = (int) Math.min(diameter, THINNING * thinnest(ridges));
    }
    if (diameter < 2) {
      return digit;
    }
    if (change > 0) {
      return Morphology.disc(digit, diameter, 1);
    }
    Plane thinned = Morphology.disc(digit, diameter, -1);
    return sum(thinned) > LEAST_LEFT * sum(digit) ? thinned : digit;
  }

  /** Returns the mean width of strokes in pixels. */
  static double mean(Mask mask) {
    return mean(ridges(mask));
  }

  /** Returns the mean width: twice the distance from the strokes' middle to their edge. */
  private static double mean(float[] ridges) {
    double sum = 0;
    for (float distance : ridges) {
      sum += distance;
    }
    return 2 * sum / Math.max(1, ridges.length);
  }

  /** Returns the width of the thinnest strokes, which thinning must leave. */
  private static double thinnest(float[] ridges) {
    int first = 0;
    while (first < ridges.length && ridges[first] <= ROUGH) {
      first++;
    }
    int at = first + (int) ((ridges.length - first) * THINNEST);
    return at < ridges.length ? 2 * ridges[at] : 0;
  }

  /** Returns the distances from the middle of strokes to their edge, the shortest first. */
  private static float[] ridges(Mask mask) {
    Plane distances = Distances.of(mask);
    float[] ridges = new float[mask.values.length];
    int count = 0;
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (mask.at(x, y) && isRidge(distances, x, y)) {
          ridges[count++] = distances.at(x, y);
        }
      }
    }
    float[] sorted = Arrays.copyOf(ridges, count);
    Arrays.sort(sorted);
    return sorted;
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
