package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Plane;

/**
 * Brings the slant of a digit within what MNIST's have. A digit's slant is the tangent μ₁₁ / μ₀₂ of
 * its central moments: how far it leans to the right for each pixel upwards.
 */
final class Slant {
  /** Of MNIST's training images 2.5 % lean further to the left, and as many to the right. */
  private static final double LEFT = -0.45;

  private static final double RIGHT = 0.65;

  private Slant() {}

  /** Returns ink that leans no further than most of MNIST's, sheared by as little as needed. */
  static Plane normalised(Plane ink) {
    double slant = slant(ink);
    double wanted = Math.max(LEFT, Math.min(RIGHT, slant));
    return slant == wanted ? ink : sheared(ink, slant - wanted).trimmed();
  }

  static double slant(Plane ink) {
    double mass = 0;
    double x = 0;
    double y = 0;
    double xy = 0;
    double yy = 0;
    for (int row = 0; row < ink.height; row++) {
      for (int column = 0; column < ink.width; column++) {
        double here = ink.at(column, row);
        mass += here;
        x += here * column;
        y += here * row;
        xy += here * column * row;
        yy += here * row * row;
      }
    }
    double vertical = yy - y * y / mass;
    return vertical <= 0 ? 0 : -(xy - x * y / mass) / vertical;
  }

  /** Moves each row to the left by so many pixels for each row below it, between pixels. */
  private static Plane sheared(Plane ink, double slope) {
    int margin = (int) Math.ceil(Math.abs(slope) * ink.height) + 1;
    Plane sheared =
        new Plane(ink.width + margin, ink.height, new float[(ink.width + margin) * ink.height]);
    double most = Math.max(0, slope * (ink.height - 1));
    for (int row = 0; row < ink.height; row++) {
      double shift = most - slope * (ink.height - 1 - row);
      int whole = (int) Math.floor(shift);
      float part = (float) (shift - whole);
      for (int column = 0; column < ink.width; column++) {
        int to = row * sheared.width + column + whole;
        sheared.values[to] += (1 - part) * ink.at(column, row);
        sheared.values[to + 1] += part * ink.at(column, row);
      }
    }
    return sheared;
  }
}
