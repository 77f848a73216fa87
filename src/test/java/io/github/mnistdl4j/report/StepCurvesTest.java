package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.report.Series.Point;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.StepResult;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StepCurvesTest {
  private static final List<LayerNorms> NORMS =
      IntStream.range(0, 9).mapToObj(layer -> new LayerNorms(20 - layer, 0.1)).toList();

  /** Steps of which every so many are left, with a learning rate that falls or does not. */
  private static StepCurves curves(int rows, int stride, double fall) {
    return StepCurves.of(
            LongStream.range(0, rows)
                .mapToObj(
                    i ->
                        new StepResult(
                            1 + i * stride,
                            1,
                            new Score(2.0 / (1 + i), 0.5),
                            0.01 - fall * i,
                            i % 128 == 0 ? NORMS : List.of()))
                .toList())
        .orElseThrow();
  }

  private static List<String> titles(List<LineChart> charts) {
    return charts.stream().map(LineChart::title).toList();
  }

  @Test
  void showsTheLearningRateOnlyIfItVaries() {
    assertThat(titles(curves(500, 1, 0).charts()))
        .containsExactly("Loss of each batch", "Accuracy of each batch, %");
    assertThat(titles(curves(500, 1, 1e-6).charts())).endsWith("Learning rate");
  }

  @Test
  void thinsOutEachCurve() {
    LineChart loss = curves(10_000, 2, 0).charts().get(0);
    assertThat(loss.lines().get(0).path().split("L")).hasSizeBetween(250, 300);
    assertThat(loss.others().get(0).path().split("L")).hasSizeBetween(250, 300);
    assertThat(loss.description()).contains("in step 19999.");
    assertThat(loss.upright()).extracting(ChartCanvas.Mark::text).contains("15,000");
  }

  @Test
  void hasACurveForEachLayer() {
    LineChart norms = curves(129, 1, 0).norms().get(0);
    assertThat(norms.lines()).extracting(ChartCanvas.Line::name).contains("layer 1", "layer 9");
    assertThat(norms.lines()).extracting(ChartCanvas.Line::style).allMatch(style -> style < 8);
    assertThat(norms.description()).startsWith("layer 1: from 20.0000 in step 1 to 20.0000 in");
  }

  @Test
  void saysHowManyStepsWereKept() {
    assertThat(curves(500, 1, 0).every()).isEmpty();
    assertThat(curves(500, 4, 0).every()).contains("4");
  }

  @Test
  void smoothsFromTheFirstStepOn() {
    List<Point> points =
        List.of(new Point(1, 3), new Point(2, Double.NaN), new Point(3, 1), new Point(4, 2));
    List<Point> smooth = StepCurves.smooth(points);
    assertThat(smooth).extracting(Point::at).containsExactly(1L, 3L, 4L);
    assertThat(smooth.get(0).value()).isEqualTo(3);
    assertThat(smooth.get(1).value()).isCloseTo((3 * 0.98 + 1) / 1.98, within(1e-12));
    assertThat(smooth.get(2).value())
        .isCloseTo((3 * 0.9604 + 0.98 + 2) / (1 + 0.98 + 0.9604), within(1e-12));
  }

  @Test
  void isAbsentWithoutSteps() {
    assertThat(StepCurves.of(List.of())).isEmpty();
  }
}
