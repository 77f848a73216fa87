package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.List;

/** Tells a sheet of paper with a digit on it, such as a note on a table, from a digit. */
final class Sheet {
  /** Share of the smallest rectangle around a sheet, in any direction, that it covers. */
  private static final double RECTANGLE = 0.88;

  /** Share of a sheet that a digit on it covers: at least and at most. */
  private static final double LEAST_WRITTEN = 0.03;

  private static final double MOST_WRITTEN = 0.4;

  /** Angle in degrees between the directions that are tried, and the last of them. */
  private static final int STEP = 3;

  private static final int LAST = 87;

  private Sheet() {}

  /** Returns whether a mask, no larger than what is in it, is a rectangle with some holes. */
  static boolean test(Mask mask) {
    Mask filled = filled(new Box(0, 0, mask.width, mask.height).widened(1).of(mask));
    double area = filled.share() * filled.values.length;
    double written = 1 - mask.share() * mask.values.length / area;
    return written >= LEAST_WRITTEN
        && written <= MOST_WRITTEN
        && area >= RECTANGLE * rectangle(filled);
  }

  /** Returns a mask, of which the corner is outside, with its holes. */
  private static Mask filled(Mask mask) {
    Mask outside = mask.complement();
    Plane none = new Plane(mask.width, mask.height, new float[mask.values.length]);
    Pieces pieces = Pieces.of(outside, none);
    return pieces.mask(List.of(pieces.all().get(0))).complement();
  }

  /** Returns the area of the smallest rectangle around a mask. */
  private static double rectangle(Mask mask) {
    double least = Double.MAX_VALUE;
    for (int angle = 0; angle <= LAST; angle += STEP) {
      double along = extent(mask, Math.toRadians(angle));
      double across = extent(mask, Math.toRadians(angle + 90));
      least = Math.min(least, along * across);
    }
    return least;
  }

  /** Returns the length of a mask in a direction; only the ends of its rows matter. */
  private static double extent(Mask mask, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (int y = 0; y < mask.height; y++) {
      int first = 0;
      while (first < mask.width && !mask.at(first, y)) {
        first++;
      }
      int last = mask.width - 1;
      while (last > first && !mask.at(last, y)) {
        last--;
      }
      if (first < mask.width) {
        double start = first * cos + y * sin;
        double end = last * cos + y * sin;
        least = Math.min(least, Math.min(start, end));
        most = Math.max(most, Math.max(start, end));
      }
    }
    return most - least + 1;
  }
}
