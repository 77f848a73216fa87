package io.github.mnistdl4j.prediction.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the dots, dashes and slashes between digits, as in dates, from digits and their parts. */
final class Separators {
  /** Largest side of a dot in digits' heights. */
  private static final double DOT = 0.28;

  /** Least side of a dot: less is dirt. */
  private static final double LEAST_DOT = 0.08;

  /** A dash's thickness at most, and its length at least and at most, in digits' heights. */
  private static final double DASH_HEIGHT = 0.3;

  private static final double DASH_LEAST = 0.2;
  private static final double DASH_MOST = 0.95;

  /** Where dashes are, as shares of the height of the digits beside them. */
  private static final double DASH_TOP = 0.28;

  private static final double DASH_BOTTOM = 0.8;

  /** From where on dots are. */
  private static final double DOT_TOP = 0.7;

  /** Least gap between a separator and a digit, in digits' heights. */
  private static final double GAP = 0.04;

  private final List<Fragment> ink;
  private final double height;

  private Separators(TextLines line) {
    this.ink = line.ink();
    this.height = line.height();
  }

  /** Returns which of a line's ink are separators. */
  static boolean[] of(TextLines line) {
    Separators separators = new Separators(line);
    boolean[] found = Slashes.of(line);
    for (int i = 1; i + 1 < found.length; i++) {
      found[i] |= separators.isShort(i);
    }
    return found;
  }

  private boolean isShort(int i) {
    Box box = ink.get(i).box();
    Fragment left = neighbour(i, -1);
    Fragment right = neighbour(i, 1);
    if (left == null || right == null || TextLines.isTall(ink.get(i), height)) {
      return false;
    }
    if (Math.max(ink.get(i).overlap(left), ink.get(i).overlap(right)) > -GAP * height) {
      return false;
    }
    double at = (at(box, left.box()) + at(box, right.box())) / 2;
    int size = box.size();
    boolean dot = size <= DOT * height && size >= LEAST_DOT * height && at >= DOT_TOP;
    boolean dash =
        box.height() <= DASH_HEIGHT * height
            && box.width() >= DASH_LEAST * height
            && box.width() <= DASH_MOST * height
            && box.width() > box.height()
            && at >= DASH_TOP
            && at <= DASH_BOTTOM;
    return dot || dash;
  }

  /** Returns where the middle of a box is: 0 for the top of another, 1 for its bottom. */
  private static double at(Box box, Box digit) {
    return (box.top() + box.height() / 2.0 - digit.top()) / digit.height();
  }

  private @Nullable Fragment neighbour(int i, int step) {
    for (int k = i + step; k >= 0 && k < ink.size(); k += step) {
      if (TextLines.isTall(ink.get(k), height)) {
        return ink.get(k);
      }
    }
    return null;
  }
}
