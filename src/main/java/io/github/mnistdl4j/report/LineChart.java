package io.github.mnistdl4j.report;

import io.github.mnistdl4j.report.ChartCanvas.Line;
import io.github.mnistdl4j.report.ChartCanvas.Mark;
import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.report.Series.Point;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Draws curves over epochs or steps, in the coordinates of {@code line-chart.html}.
 *
 * @param axis what the horizontal axis counts: epoch or step
 * @param description what is drawn, for readers who cannot see it
 * @param across marks of the vertical axis
 * @param upright marks of the horizontal axis
 * @param others nameless curves behind them
 * @param between outline of the area where the first curve is above another, if it is shaded
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

  /**
   * Draws curves; empty if none of them has points. The vertical axis leaves out values that lie
   * far from the rest and would compress it, but not those of named curves.
   *
   * @param series the named curves
   * @param others curves behind them
   * @param unit what one of the vertical axis is: 1, or 100 for percent
   * @param shaded whether the area is where the first curve is above the next one of its epochs
   */
  static Optional<LineChart> of(
      String title,
      List<Series> series,
      List<Series> others,
      double unit,
      Vertical vertical,
      boolean shaded) {
    return of("epoch", title, series, others, unit, vertical, shaded);
  }

  /** Draws curves over the steps of training, as {@link #of} does over epochs. */
  static Optional<LineChart> bySteps(
      String title, List<Series> series, List<Series> others, double unit, Vertical vertical) {
    return of("step", title, series, others, unit, vertical, false);
  }

  private static Optional<LineChart> of(
      String axis,
      String title,
      List<Series> series,
      List<Series> others,
      double unit,
      Vertical vertical,
      boolean shaded) {
    List<Series> drawn = Series.drawn(series);
    List<Series> behind = Series.drawn(others);
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    ChartCanvas canvas = ChartCanvas.of(drawn, behind, unit, vertical);
    Series first = drawn.get(0);
    Optional<Series> compared =
        drawn.stream()
            .skip(1)
            .filter(other -> shaded && other.places().equals(first.places()))
            .findFirst();
    return Optional.of(
        new LineChart(
            canvas.y().logarithmic() ? title + ", logarithmic" : title,
            axis,
            description(drawn, unit, axis),
            drawn.stream().map(canvas::line).toList(),
            behind.stream().map(canvas::line).toList(),
            canvas.across(),
            canvas.upright(),
            compared.flatMap(other -> canvas.between(first, other)),
            compared
                .map(other -> "overfitting: " + first.name() + " better than " + other.name())
                .orElse("")));
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
}
