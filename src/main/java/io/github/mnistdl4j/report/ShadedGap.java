package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Outlines where one curve of a chart is above another; a picture's heights grow downwards. */
final class ShadedGap {
  private final StringBuilder path = new StringBuilder();
  private final List<String> upper = new ArrayList<>();
  private final List<String> lower = new ArrayList<>();

  private ShadedGap() {}

  /** Returns the outlines as one SVG path; empty if the first curve is nowhere above the other. */
  static Optional<String> outline(double[] x, double[] one, double[] other) {
    ShadedGap gap = new ShadedGap();
    for (int i = 0; i < x.length; i++) {
      if (i > 0 && (other[i - 1] - one[i - 1]) * (other[i] - one[i]) < 0) {
        gap.cross(x, one, other, i);
      }
      if (other[i] > one[i]) {
        gap.add(x[i], one[i], other[i]);
      } else if (other[i] == one[i]) {
        gap.meet(x[i], one[i]);
      }
    }
    gap.close();
    return Optional.of(gap.path.toString()).filter(outline -> !outline.isEmpty());
  }

  /** Ends or begins an outline where the curves cross before a point. */
  private void cross(double[] x, double[] one, double[] other, int i) {
    double before = other[i - 1] - one[i - 1];
    double share = before / (before - (other[i] - one[i]));
    meet(x[i - 1] + share * (x[i] - x[i - 1]), one[i - 1] + share * (one[i] - one[i - 1]));
  }

  private void meet(double x, double y) {
    add(x, y, y);
    close();
    add(x, y, y);
  }

  private void add(double x, double one, double other) {
    upper.add(coordinate(x) + "," + coordinate(one));
    if (other != one) {
      lower.add(0, coordinate(x) + "," + coordinate(other));
    }
  }

  /** Draws what has been outlined, if it has an area. */
  private void close() {
    if (upper.size() > 1 && !lower.isEmpty()) {
      upper.addAll(lower);
      path.append('M').append(String.join("L", upper)).append('Z');
    }
    upper.clear();
    lower.clear();
  }
}
