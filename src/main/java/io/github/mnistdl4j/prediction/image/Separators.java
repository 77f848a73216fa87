package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

  /**
   * Tells slashes from ones that lean to the right. A slash is a straight stroke between digits
   * that either is much taller than they are, or is one of two parallel ones that part a date.
   */
  private static final class Slashes {
    /** Least height in digits' heights of a slash that is known by it. */
    private static final double TALL = 1.25;

    /** Least and largest columns per row of a slash. */
    private static final double STEEP = 0.2;

    private static final double FLAT = 1.4;

    /** Largest deviation from a straight line, in digits' heights. */
    private static final double STRAIGHT = 0.035;

    /** Largest thickness across, in digits' heights. */
    private static final double THICK = 0.3;

    /** Largest difference of the slopes of a date's slashes. */
    private static final double PARALLEL = 0.2;

    private Slashes() {}

    /** Returns which of a line's ink are slashes. */
    static boolean[] of(TextLines line) {
      List<Fragment> ink = line.ink();
      boolean[] found = new boolean[ink.size()];
      double[] slopes = ink.stream().mapToDouble(one -> slope(one, line.height())).toArray();
      double usual = usual(ink, slopes, line.height());
      int[] leaning =
          IntStream.range(1, Math.max(1, ink.size() - 1)).filter(i -> slopes[i] >= STEEP).toArray();
      for (int i : leaning) {
        found[i] = ink.get(i).box().height() >= TALL * usual;
      }
      if (leaning.length == 2
          && Math.abs(slopes[leaning[0]] - slopes[leaning[1]]) <= PARALLEL
          && isDate(leaning[0], leaning[1] - leaning[0] - 1, ink.size() - leaning[1] - 1)) {
        Arrays.stream(leaning).forEach(i -> found[i] = true);
      }
      return found;
    }

    /** Returns whether so many digits before, between and behind slashes are a date. */
    private static boolean isDate(int before, int between, int behind) {
      boolean yearLast = before <= 2 && between <= 2 && (behind == 2 || behind == 4);
      boolean yearFirst = before == 4 && between <= 2 && behind <= 2;
      return between >= 1 && behind >= 1 && (yearLast || yearFirst);
    }

    /** Returns the median height of the digits that do not lean. */
    private static double usual(List<Fragment> ink, double[] slopes, double height) {
      double[] heights =
          IntStream.range(0, slopes.length)
              .filter(i -> slopes[i] < STEEP && TextLines.isTall(ink.get(i), height))
              .mapToDouble(i -> ink.get(i).box().height())
              .sorted()
              .toArray();
      return heights.length == 0 ? height : heights[heights.length / 2];
    }

    /**
     * Returns how many columns a straight stroke goes to the right on its way up by a row; 0 if it
     * is no straight stroke or does not lean like a slash.
     */
    private static double slope(Fragment one, double height) {
      Mask mask = one.mask();
      double[] middles = new double[mask.height];
      int widest = 0;
      for (int y = 0; y < mask.height; y++) {
        int row = y;
        int[] columns = IntStream.range(0, mask.width).filter(x -> mask.at(x, row)).toArray();
        if (columns.length == 0) {
          return 0;
        }
        middles[y] = (columns[0] + columns[columns.length - 1]) / 2.0;
        widest = Math.max(widest, columns[columns.length - 1] - columns[0] + 1);
      }
      double slope = slope(middles);
      double mean = Arrays.stream(middles).average().orElse(0);
      double squares = 0;
      for (int y = 0; y < middles.length; y++) {
        double off = middles[y] - mean + slope * (y - (middles.length - 1) / 2.0);
        squares += off * off;
      }
      boolean straight =
          Math.sqrt(squares / middles.length) <= STRAIGHT * height && widest <= THICK * height;
      return straight && slope <= FLAT ? slope : 0;
    }

    /** Returns the slope of least squares, upwards. */
    private static double slope(double[] middles) {
      double sum = 0;
      double squares = 0;
      for (int y = 0; y < middles.length; y++) {
        double up = (middles.length - 1) / 2.0 - y;
        sum += up * middles[y];
        squares += up * up;
      }
      return squares == 0 ? 0 : sum / squares;
    }
  }
}
