package io.github.mnistdl4j.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A curve of a chart.
 *
 * @param style how it looks, from 0 to 7
 */
record Series(String name, int style, List<Point> points) {
  /** Number of looks that curves can have. */
  static final int STYLES = 8;

  /** More could not be told apart. */
  private static final int MOST_POINTS = 400;

  /**
   * A measured value.
   *
   * @param at its epoch or step, from 1
   */
  record Point(long at, double value) {}

  /** Returns curves with finite numbers only, no more points than can be told apart, and some. */
  static List<Series> drawn(List<Series> all) {
    return all.stream().map(Series::drawn).filter(s -> !s.points.isEmpty()).toList();
  }

  private Series drawn() {
    List<Point> finite = points.stream().filter(p -> Double.isFinite(p.value())).toList();
    return new Series(name, style, thinned(finite, MOST_POINTS));
  }

  /** Returns at most so many elements, evenly spread, the last among them. */
  static <T> List<T> thinned(List<T> all, int most) {
    int every = (all.size() + most - 1) / most;
    return IntStream.range(0, all.size())
        .filter(i -> (all.size() - 1 - i) % every == 0)
        .mapToObj(all::get)
        .toList();
  }

  /** Returns the epochs or steps of its points. */
  List<Long> places() {
    return points.stream().map(Point::at).toList();
  }
}
