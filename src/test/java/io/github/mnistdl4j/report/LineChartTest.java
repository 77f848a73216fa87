package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.report.ChartCanvas.Line;
import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.report.Series.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static Series series(String name, double... values) {
    return new Series(
        name,
        0,
        IntStream.range(0, values.length).mapToObj(i -> new Point(i + 1, values[i])).toList());
  }

  private static LineChart chart(Series... series) {
    return LineChart.of("Loss", List.of(series), List.of(), 1, Vertical.FROM_ZERO, true)
        .orElseThrow();
  }

  @Test
  void drawsFromTheLeftEndToTheRightAndFromTheTopToTheBottom() {
    LineChart chart = chart(series("training", 1, 0.5, 0));
    assertThat(chart.lines())
        .singleElement()
        .extracting(Line::path)
        .isEqualTo("M48.0,10.0L239.0,118.0L430.0,226.0");
    assertThat(chart.lines().get(0).dots()).hasSize(3);
    assertThat(chart.upright()).extracting(ChartCanvas.Mark::text).containsExactly("1", "2", "3");
    assertThat(chart.description())
        .isEqualTo("training: from 1.0000 in epoch 1 to 0.0000 in epoch 3.");
  }

  @Test
  void shadesWhereTheFirstIsAboveTheSecondOfTheSameEpochsOnly() {
    LineChart crossing = chart(series("training", 1, 0), series("test", 0.5, 0.5));
    assertThat(crossing.between()).contains("M48.0,10.0L239.0,118.0L48.0,118.0Z");
    assertThat(crossing.gapName()).isEqualTo("overfitting: training better than test");
    assertThat(chart(series("training", 0.5, 0.5), series("test", 1, 1)).between()).isEmpty();
    assertThat(chart(series("training", 0, 0.5, 1), series("test", 0.5, 0.5, 0.5)).between())
        .contains("M239.0,118.0L430.0,10.0L430.0,118.0Z");
    assertThat(chart(series("training", 1, 0), series("test", 0.5)).between()).isEmpty();
    assertThat(chart(series("training", 1), series("test", 0.5)).between()).isEmpty();
  }

  @Test
  void shadesAgainstTheCurveOfTheSameEpochs() {
    LineChart chart =
        chart(series("training", 1, 0.5), series("test", 0.5), series("validation", 0.5, 0.25));
    assertThat(chart.between()).isPresent();
    assertThat(chart.gapName()).isEqualTo("overfitting: training better than validation");
  }

  @Test
  void placesByLogarithmsSoThatABadCurveDoesNotSqueezeTheOthers() {
    LineChart chart = logarithmic(series("good", 1, 0.1, 0.01), series("bad", 100, 10, 1));
    assertThat(chart.lines())
        .extracting(Line::path)
        .containsExactly(
            "M48.0,118.0L239.0,172.0L430.0,226.0", "M48.0,10.0L239.0,64.0L430.0,118.0");
    assertThat(chart.title()).isEqualTo("Loss, logarithmic");
    assertThat(logarithmic(series("a", 1, 0)).title()).isEqualTo("Loss");
    assertThat(logarithmic(series("a", 1, 1e-310, 1e308)).title()).isEqualTo("Loss");
  }

  private static LineChart logarithmic(Series... series) {
    return LineChart.of("Loss", List.of(series), List.of(), 1, Vertical.LOGARITHMIC, false)
        .orElseThrow();
  }

  @Test
  void leavesOutWhatIsNoNumberAndCurvesWithoutPoints() {
    LineChart chart =
        chart(series("training", 1, Double.NaN, Double.POSITIVE_INFINITY), series("test"));
    assertThat(chart.lines()).singleElement().extracting(Line::path).isEqualTo("M239.0,10.0");
    assertThat(
            LineChart.of("Loss", List.of(series("test")), List.of(), 1, Vertical.FROM_ZERO, false))
        .isEmpty();
  }

  @Test
  void drawsAHundredThousandEpochsInFewPointsWithTheLast() {
    LineChart chart =
        chart(series("training", IntStream.range(0, 100_000).mapToDouble(i -> 1).toArray()));
    String path = chart.lines().get(0).path();
    assertThat(path.split("L")).hasSizeBetween(200, 401);
    assertThat(path).endsWith("L430.0,10.0");
    assertThat(chart.lines().get(0).dots()).isEmpty();
    assertThat(chart.upright()).hasSizeLessThan(8);
  }
}
