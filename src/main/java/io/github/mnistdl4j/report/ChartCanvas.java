package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.report.Series.Point;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Converts numbers to the coordinates of {@code line-chart.html}.
 *
 * @param unit what one of the vertical axis is: 1, or 100 for percent
 */
record ChartCanvas(Axis x, Axis y, double unit) {
  private static final double LEFT = 48;
  private static final double RIGHT = 430;
  private static final double TOP = 10;
  private static final double BOTTOM = 226;

  /** With more, the points' own dots would run into each other. */
  private static final int MOST_DOTS = 40;

  private static final int MARKS = 5;

  /** Of numbers beyond, the logarithms are of no use. */
  private static final double FARTHEST = 1e30;

  /** How values are placed on the vertical axis. */
  enum Vertical {
    /** In proportion, from 0 on. */
    FROM_ZERO,
    /** In proportion, from the least on. */
    FROM_LEAST,
    /** By their logarithms, unless one of them has none of use. */
    LOGARITHMIC
  }

  record Line(String name, int style, String path, List<Dot> dots) {}

  record Dot(String x, String y) {}

  record Mark(String at, String text) {}

  /** Returns one that shows all of the named curves, and what is usual of the others. */
  static ChartCanvas of(List<Series> named, List<Series> others, double unit, Vertical vertical) {
    LongSummaryStatistics along =
        Stream.concat(points(named), points(others)).mapToLong(Point::at).summaryStatistics();
    double[] values = values(Stream.concat(points(named), points(others)));
    boolean logarithmic =
        vertical == Vertical.LOGARITHMIC
            && DoubleStream.of(values).allMatch(ChartCanvas::hasLogarithm);
    DoubleStream usual = usual(values, logarithmic ? Math::log : value -> value);
    DoubleSummaryStatistics shown =
        DoubleStream.concat(DoubleStream.of(values(points(named))), usual).summaryStatistics();
    double least = vertical == Vertical.FROM_ZERO ? Math.min(0, shown.getMin()) : shown.getMin();
    return new ChartCanvas(
        Axis.counting(along.getMin(), along.getMax()),
        logarithmic
            ? Axis.logarithmic(unit * least, unit * shown.getMax())
            : Axis.covering(unit * least, unit * shown.getMax(), MARKS),
        unit);
  }

  private static boolean hasLogarithm(double value) {
    return value > 1 / FARTHEST && value < FARTHEST;
  }

  private static Stream<Point> points(List<Series> series) {
    return series.stream().flatMap(s -> s.points().stream());
  }

  private static double[] values(Stream<Point> points) {
    return points.mapToDouble(Point::value).toArray();
  }

  /** Returns all values but those far from the middle half (Tukey 1977: by 1.5 times its range). */
  private static DoubleStream usual(double[] values, DoubleUnaryOperator scale) {
    double[] sorted = DoubleStream.of(values).map(scale).sorted().toArray();
    double low = sorted[sorted.length / 4];
    double high = sorted[(sorted.length - 1) * 3 / 4];
    double far = 1.5 * (high - low);
    return DoubleStream.of(values)
        .filter(value -> scale.applyAsDouble(value) >= low - far)
        .filter(value -> scale.applyAsDouble(value) <= high + far);
  }

  Line line(Series series) {
    List<Dot> dots = series.points().stream().map(this::dot).toList();
    String path =
        dots.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining("L"));
    return new Line(
        series.name(), series.style(), "M" + path, dots.size() <= MOST_DOTS ? dots : List.of());
  }

  private Dot dot(Point point) {
    return new Dot(
        coordinate(place((double) point.at())), coordinate(height(unit * point.value())));
  }

  /** Returns the outline of where a curve is above another one with points at the same places. */
  Optional<String> between(Series one, Series other) {
    return ShadedGap.outline(
        one.points().stream().mapToDouble(p -> place((double) p.at())).toArray(),
        heights(one),
        heights(other));
  }

  private double[] heights(Series series) {
    return series.points().stream().mapToDouble(p -> height(unit * p.value())).toArray();
  }

  List<Mark> across() {
    return y.marks().stream().map(m -> new Mark(coordinate(height(m)), y.text(m))).toList();
  }

  List<Mark> upright() {
    return x.marks().stream()
        .map(m -> new Mark(coordinate(place(m)), Numbers.count(Math.round(m))))
        .toList();
  }

  private double place(double at) {
    return LEFT + x.position(at) * (RIGHT - LEFT);
  }

  private double height(double value) {
    double position = Math.max(0, Math.min(1, y.position(value)));
    return BOTTOM - position * (BOTTOM - TOP);
  }
}
