package io.github.mnistdl4j.report;

import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.report.Series.Point;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Shows loss and accuracy by epoch.
 *
 * @param validated whether images were held out from training
 * @param tested whether the test set was evaluated at least once
 * @param ahead in how many epochs images that were not trained on did better, if in any
 * @param rows a table of at most 20 epochs, the last among them
 * @param shortened whether the table leaves out epochs
 */
record LearningCurves(
    List<LineChart> charts,
    boolean validated,
    boolean tested,
    Optional<String> ahead,
    List<EpochRow> rows,
    int epochs,
    boolean shortened) {
  private static final int MOST_ROWS = 20;

  /** An epoch; texts are empty where nothing was measured. */
  record EpochRow(
      int epoch,
      String loss,
      String accuracy,
      String validationLoss,
      String validationAccuracy,
      String testLoss,
      String testAccuracy,
      String gap,
      String seconds) {}

  /** Returns the curves; empty if no epoch has ended. */
  static Optional<LearningCurves> of(List<EpochResult> epochs) {
    if (epochs.isEmpty()) {
      return Optional.empty();
    }
    List<EpochRow> rows =
        Series.thinned(epochs, MOST_ROWS).stream().map(LearningCurves::row).toList();
    return Optional.of(
        new LearningCurves(
            Stream.of(
                    LineChart.of(
                        "Loss",
                        series(epochs, Score::loss),
                        List.of(),
                        1,
                        Vertical.FROM_ZERO,
                        false),
                    LineChart.of(
                        "Accuracy, %",
                        series(epochs, Score::accuracy), List.of(), 100, Vertical.FROM_LEAST, true))
                .flatMap(Optional::stream)
                .toList(),
            epochs.stream().anyMatch(epoch -> epoch.validation().isPresent()),
            epochs.stream().anyMatch(epoch -> epoch.test().isPresent()),
            ahead(epochs),
            rows,
            epochs.size(),
            rows.size() < epochs.size()));
  }

  private static Optional<String> ahead(List<EpochResult> epochs) {
    long ahead = epochs.stream().filter(e -> gap(e).orElse(0.0) < 0).count();
    return Optional.of("%d of %d epochs".formatted(ahead, epochs.size())).filter(x -> ahead > 0);
  }

  private static List<Series> series(List<EpochResult> epochs, ToDoubleFunction<Score> value) {
    return List.of(
        series("training", 0, epochs, e -> Optional.of(e.training()), value),
        series("test", 1, epochs, EpochResult::test, value),
        series("validation", 2, epochs, EpochResult::validation, value));
  }

  /** Returns a curve of the epochs that have a score. */
  static Series series(
      String name,
      int style,
      List<EpochResult> epochs,
      Function<EpochResult, Optional<Score>> score,
      ToDoubleFunction<Score> value) {
    return new Series(
        name,
        style,
        epochs.stream()
            .flatMap(
                e -> score.apply(e).stream().map(s -> new Point(e.epoch(), value.applyAsDouble(s))))
            .toList());
  }

  private static EpochRow row(EpochResult epoch) {
    return new EpochRow(
        epoch.epoch(),
        Numbers.decimal(epoch.training().loss()),
        Numbers.percent(epoch.training().accuracy()),
        epoch.validation().map(s -> Numbers.decimal(s.loss())).orElse(""),
        epoch.validation().map(s -> Numbers.percent(s.accuracy())).orElse(""),
        epoch.test().map(s -> Numbers.decimal(s.loss())).orElse(""),
        epoch.test().map(s -> Numbers.percent(s.accuracy())).orElse(""),
        gap(epoch).map(Numbers::points).orElse(""),
        Numbers.seconds(epoch.seconds()));
  }

  /** Returns training accuracy less accuracy on images that were not trained on. */
  private static Optional<Double> gap(EpochResult epoch) {
    Optional<Score> unseen = epoch.test().or(epoch::validation);
    return unseen.map(score -> epoch.training().accuracy() - score.accuracy());
  }
}
