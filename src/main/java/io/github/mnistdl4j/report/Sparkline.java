package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Accuracy by epoch, in a picture of 96 × 24. */
record Sparkline(String path, String x, String y, String description) {
  private static final double WIDTH = 96;
  private static final double HEIGHT = 24;
  private static final double MARGIN = 3;
  private static final int MOST_POINTS = 100;

  /** Draws the test accuracy, or else the validation or training accuracy. */
  static Optional<Sparkline> of(List<EpochResult> epochs) {
    if (epochs.size() < 2) {
      return Optional.empty();
    }
    String what = has(epochs, EpochResult::test) ? "test" : "validation";
    Function<EpochResult, Optional<Score>> score =
        what.equals("test") ? EpochResult::test : EpochResult::validation;
    return has(epochs, score)
        ? draw(what, values(epochs, e -> score.apply(e).orElseThrow()))
        : draw("training", values(epochs, EpochResult::training));
  }

  private static boolean has(
      List<EpochResult> epochs, Function<EpochResult, Optional<Score>> score) {
    return epochs.stream().allMatch(epoch -> score.apply(epoch).isPresent());
  }

  private static double[] values(List<EpochResult> epochs, Function<EpochResult, Score> score) {
    return Series.thinned(epochs, MOST_POINTS).stream()
        .mapToDouble(epoch -> score.apply(epoch).accuracy())
        .toArray();
  }

  private static Optional<Sparkline> draw(String what, double[] values) {
    double low = DoubleStream.of(values).min().orElse(0);
    double range = DoubleStream.of(values).max().orElse(0) - low;
    double step = (WIDTH - 2 * MARGIN) / (values.length - 1);
    List<String> points =
        IntStream.range(0, values.length)
            .mapToObj(i -> point(MARGIN + i * step, range > 0 ? (values[i] - low) / range : 0.5))
            .toList();
    String[] last = points.get(points.size() - 1).split(",", -1);
    String description =
        "%s accuracy by epoch: from %s to %s"
            .formatted(
                what, Numbers.percent(values[0]), Numbers.percent(values[values.length - 1]));
    return Optional.of(
        new Sparkline("M" + String.join("L", points), last[0], last[1], description));
  }

  private static String point(double x, double share) {
    return coordinate(x) + "," + coordinate(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
  }
}
