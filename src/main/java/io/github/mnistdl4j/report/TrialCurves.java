package io.github.mnistdl4j.report;

import io.github.mnistdl4j.report.LineChart.Series;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.TrialResult;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws how the trials of a sweep learned: the best three by name, the others faint behind. */
final class TrialCurves {
  private static final int NAMED = 3;
  private static final int MOST = 300;
  private static final double PERCENT = 100;

  private TrialCurves() {}

  static List<LineChart> of(List<Candidate> ranking) {
    List<TrialResult> trials =
        ranking.stream().map(candidate -> candidate.trials().get(0)).limit(MOST).toList();
    return Stream.of(
            chart("Validation loss", trials, Score::loss, 1),
            chart("Validation accuracy, %", trials, Score::accuracy, PERCENT))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<LineChart> chart(
      String title, List<TrialResult> trials, ToDoubleFunction<Score> value, double unit) {
    List<Series> series =
        IntStream.range(0, trials.size())
            .mapToObj(
                i ->
                    LearningCurves.series(
                        trials.get(i).trial().name(),
                        Math.min(i, NAMED),
                        trials.get(i).epochs(),
                        epoch -> epoch.validation(),
                        value))
            .toList();
    int named = Math.min(NAMED, series.size());
    return LineChart.of(
        title, series.subList(0, named), series.subList(named, series.size()), unit, false, false);
  }
}
