package io.github.mnistdl4j.report;

import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.report.Series.Point;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.training.EpochResult;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows how long a run took.
 *
 * @param chart seconds per epoch; empty with fewer than two epochs
 */
record Times(List<Fact> facts, Optional<LineChart> chart) {

  static Optional<Times> of(
      List<EpochResult> epochs, Optional<Provenance> provenance, double validationSplit) {
    List<Fact> facts = new ArrayList<>();
    if (!epochs.isEmpty()) {
      double[] seconds = epochs.stream().mapToDouble(EpochResult::seconds).sorted().toArray();
      double sum = epochs.stream().mapToDouble(EpochResult::seconds).sum();
      facts.add(new Fact("Training steps", Numbers.seconds(sum)));
      double median = (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2;
      facts.add(new Fact("Median epoch", Numbers.seconds(median)));
      facts.add(new Fact("Fastest epoch", Numbers.seconds(seconds[0])));
      facts.add(new Fact("Slowest epoch", Numbers.seconds(seconds[seconds.length - 1])));
      provenance
          .filter(p -> sum > 0)
          .map(p -> p.dataset().train() * (1 - validationSplit) * epochs.size() / sum)
          .map(speed -> new Fact("Images per second", Numbers.count(Math.round(speed))))
          .ifPresent(facts::add);
    }
    provenance
        .flatMap(Times::wholeRun)
        .map(whole -> new Fact("Whole run, with evaluations", whole))
        .ifPresent(facts::add);
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Times(List.copyOf(facts), chart(epochs)));
  }

  private static Optional<LineChart> chart(List<EpochResult> epochs) {
    List<Point> points = epochs.stream().map(e -> new Point(e.epoch(), e.seconds())).toList();
    Series series = new Series("training", 0, points);
    return points.size() < 2
        ? Optional.empty()
        : LineChart.of(
            "Seconds per epoch", List.of(series), List.of(), 1, Vertical.FROM_ZERO, false);
  }

  /** Returns the time in whole seconds, as provenance keeps the times of day. */
  private static Optional<String> wholeRun(Provenance provenance) {
    try {
      Duration whole =
          Duration.between(
              OffsetDateTime.parse(provenance.started()), OffsetDateTime.parse(provenance.ended()));
      return Optional.of(
          whole.toSeconds() < 60
              ? whole.toSeconds() + " s"
              : Numbers.seconds(whole.toMillis() / 1e3));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the run has not ended
    }
  }
}
