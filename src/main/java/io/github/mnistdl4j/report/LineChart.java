package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws curves over epochs or steps, in the coordinates of {@code line-chart.html}.
 *
 * @param axis what the horizontal axis counts: epoch or step
 * @param description what is drawn, for readers who cannot see it
 * @param across marks of the vertical axis
 * @param upright marks of the horizontal axis
 * @param others nameless curves behind them
 * @param between outline of the area where the first curve is above the second, if it is shaded
 * @param gapName what that area is
 */
record LineChart(
    String title,
    String axis,
    String description,
    List<Line> lines,
    List<Line> others,
    List<Mark> across,
    List<Mark> upright,
    Optional<String> between,
    String gapName) {
  private static final double LEFT = 48;
  private static final double RIGHT = 430;
  private static final double TOP = 10;
  private static final double BOTTOM = 226;

  /** More could not be told apart. */
  private static final int MOST_POINTS = 400;

  /** With more, the points' own dots would run into each other. */
  private static final int MOST_DOTS = 40;

  /**
   * A measured value.
   *
   * @param at its epoch or step, from 1
   */
  record Point(long at, double value) {}

  /** A curve's points; its style, how it looks, is from 0 to 7. */
  record Series(String name, int style, List<Point> points) {
    /** Keeps finite numbers only, and no more points than can be told apart. */
    private Series drawn() {
      List<Point> finite = points.stream().filter(p -> Double.isFinite(p.value())).toList();
      return new Series(name, style, thinned(finite, MOST_POINTS));
    }
  }

  record Line(String name, int style, String path, List<Dot> dots) {}

  record Dot(String x, String y) {}

  record Mark(String at, String text) {}

  /**
   * Draws curves; empty if none of them has points. The vertical axis leaves out values that lie
   * far from the rest and would compress it, but not those of named curves.
   *
   * @param series the named curves
   * @param others curves behind them
   * @param unit what one of the vertical axis is: 1, or 100 for percent
   * @param fromZero whether the vertical axis begins at 0
   * @param shaded whether the area is where the first curve is above the second
   */
  static Optional<LineChart> of(
      String title,
      List<Series> series,
      List<Series> others,
      double unit,
      boolean fromZero,
      boolean shaded) {
    return of("epoch", title, series, others, unit, fromZero, shaded);
  }

  /** Draws curves over the steps of training, as {@link #of} does over epochs. */
  static Optional<LineChart> bySteps(
      String title, List<Series> series, List<Series> others, double unit, boolean fromZero) {
    return of("step", title, series, others, unit, fromZero, false);
  }

  private static Optional<LineChart> of(
      String axis,
      String title,
      List<Series> series,
      List<Series> others,
      double unit,
      boolean fromZero,
      boolean shaded) {
    List<Series> drawn = drawn(series);
    List<Series> behind = drawn(others);
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    Canvas canvas = Canvas.of(points(drawn).toList(), points(behind).toList(), unit, fromZero);
    return Optional.of(
        new LineChart(
            title,
            axis,
            description(drawn, unit, axis),
            drawn.stream().map(canvas::line).toList(),
            behind.stream().map(canvas::line).toList(),
            canvas.y.marks().stream().map(canvas::across).toList(),
            canvas.x.marks().stream().map(canvas::upright).toList(),
            shaded && drawn.size() > 1
                ? canvas.between(drawn.get(0).points(), drawn.get(1).points())
                : Optional.empty(),
            gapName(drawn)));
  }

  private static String gapName(List<Series> drawn) {
    return drawn.size() < 2
        ? ""
        : "overfitting: %s better than %s".formatted(drawn.get(0).name(), drawn.get(1).name());
  }

  /** Returns at most so many elements, evenly spread, the last among them. */
  static <T> List<T> thinned(List<T> all, int most) {
    int every = (all.size() + most - 1) / most;
    return IntStream.range(0, all.size())
        .filter(i -> (all.size() - 1 - i) % every == 0)
        .mapToObj(all::get)
        .toList();
  }

  private static List<Series> drawn(List<Series> series) {
    return series.stream().map(Series::drawn).filter(s -> !s.points().isEmpty()).toList();
  }

  private static Stream<Point> points(List<Series> series) {
    return series.stream().flatMap(s -> s.points().stream());
  }

  /** Returns all values but those far from the middle half (Tukey 1977: by 1.5 times its range). */
  private static Stream<Point> usual(List<Point> points) {
    List<Double> sorted = points.stream().map(Point::value).sorted().toList();
    double low = sorted.get(sorted.size() / 4);
    double high = sorted.get((sorted.size() - 1) * 3 / 4);
    double far = 1.5 * (high - low);
    return points.stream().filter(p -> p.value() >= low - far && p.value() <= high + far);
  }

  private static String description(List<Series> series, double unit, String axis) {
    return series.stream()
        .map(
            s -> {
              Point first = s.points().get(0);
              Point last = s.points().get(s.points().size() - 1);
              return "%s: from %s in %s %d to %s in %s %d."
                  .formatted(
                      s.name(),
                      Numbers.decimal(unit * first.value()),
                      axis,
                      first.at(),
                      Numbers.decimal(unit * last.value()),
                      axis,
                      last.at());
            })
        .collect(Collectors.joining(" "));
  }

  /** Converts numbers to the picture's coordinates. */
  private record Canvas(Axis x, Axis y, double unit) {
    static Canvas of(List<Point> named, List<Point> others, double unit, boolean fromZero) {
      List<Point> all = Stream.concat(named.stream(), others.stream()).toList();
      LongSummaryStatistics along = all.stream().mapToLong(Point::at).summaryStatistics();
      DoubleSummaryStatistics values =
          Stream.concat(named.stream(), usual(all)).mapToDouble(Point::value).summaryStatistics();
      double least = fromZero ? Math.min(0, values.getMin()) : values.getMin();
      return new Canvas(
          Axis.counting(along.getMin(), along.getMax()),
          Axis.covering(unit * least, unit * values.getMax(), 5),
          unit);
    }

    private Dot dot(Point point) {
      return new Dot(coordinate(place(point.at())), height(unit * point.value()));
    }

    private double place(double at) {
      return LEFT + x.position(at) * (RIGHT - LEFT);
    }

    private double heightOf(double value) {
      double position = Math.max(0, Math.min(1, y.position(value)));
      return BOTTOM - position * (BOTTOM - TOP);
    }

    private String height(double value) {
      return coordinate(heightOf(value));
    }

    private Line line(Series series) {
      List<Dot> dots = series.points().stream().map(this::dot).toList();
      return new Line(
          series.name(),
          series.style(),
          "M" + path(dots),
          dots.size() <= MOST_DOTS ? dots : List.of());
    }

    private Optional<String> between(List<Point> one, List<Point> other) {
      List<Long> epochs = one.stream().map(Point::at).toList();
      return epochs.equals(other.stream().map(Point::at).toList())
          ? ShadedGap.outline(
              epochs.stream().mapToDouble(this::place).toArray(), heights(one), heights(other))
          : Optional.empty();
    }

    private double[] heights(List<Point> points) {
      return points.stream().mapToDouble(p -> heightOf(unit * p.value())).toArray();
    }

    private static String path(List<Dot> dots) {
      return dots.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining("L"));
    }

    private Mark across(double value) {
      return new Mark(height(value), y.text(value));
    }

    private Mark upright(double at) {
      return new Mark(coordinate(place(at)), Numbers.count((long) at));
    }
  }
}
