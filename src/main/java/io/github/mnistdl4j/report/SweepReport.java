package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.SearchConfig;
import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.SweepDirectory;
import io.github.mnistdl4j.sweep.SweepResult;
import io.github.mnistdl4j.sweep.TrialResult;
import io.github.mnistdl4j.training.Score;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Shows a sweep as a page for a browser: its trials, its results and the best configuration. */
public final class SweepReport {
  private static final int MANY = 100;
  private static final int FEW = 10;
  private static final int NAMED = 3;
  private static final int MOST_CURVES = 300;

  /**
   * The content of {@code sweep.html}.
   *
   * @param coordinates every configuration as a line; empty if none has a value
   * @param effects what each searched key did, the strongest first
   * @param objective by which the configurations are ranked, such as val-loss
   * @param few whether there are so few trials that chance alone shows effects
   * @param many whether lines have to be thin to be told apart
   * @param rows the best configurations first
   * @param unlisted how many more there are
   */
  private record SweepPage(
      String name,
      List<Fact> facts,
      Optional<ParallelCoordinates> coordinates,
      List<ParameterEffect> effects,
      String objective,
      boolean few,
      List<LineChart> charts,
      boolean many,
      List<String> keys,
      List<TrialRow> rows,
      Optional<String> unlisted,
      Optional<Best> best) {}

  /**
   * The best configuration.
   *
   * @param settings values that replace the sweep's own
   * @param winner its run on all images, if it has been trained
   */
  private record Best(
      String trial, List<Setting> settings, String yaml, Optional<TestedRun> winner) {}

  /** The run of the best configuration on all images; its path is relative to the page. */
  private record TestedRun(String path, String report, String accuracy, String loss) {}

  private SweepReport() {}

  /**
   * Returns the page.
   *
   * @param directory of the sweep; trials that have a report there are linked to it
   * @param winner the best configuration's run on all images, in the page's folder
   * @return HTML that is also well-formed XML, one file, without scripts
   * @throws io.github.mnistdl4j.MnistDl4jException if a file of the winner is damaged
   */
  public static String of(SweepDirectory directory, SweepResult result, Optional<SavedRun> winner) {
    return of(
        directory.name(),
        result,
        winner,
        trial ->
            Files.exists(new RunDirectory(directory.path().resolve(trial)).report())
                ? Optional.of(trial + "/report.html")
                : Optional.empty());
  }

  static String of(String name, SweepResult result, Optional<SavedRun> winner) {
    return of(name, result, winner, trial -> Optional.empty());
  }

  private static String of(
      String name,
      SweepResult result,
      Optional<SavedRun> winner,
      Function<String, Optional<String>> report) {
    List<Candidate> ranking = result.ranking();
    int unlisted = ranking.size() - TrialRow.MOST;
    return Template.of(
        "sweep.html",
        new SweepPage(
            name,
            facts(result, winner),
            ParallelCoordinates.of(result.config(), ranking),
            ParameterEffect.of(result.config(), ranking),
            YamlNames.of(result.config().search().objective()),
            ranking.size() < FEW,
            curves(ranking),
            ranking.size() > MANY,
            ParallelCoordinates.shortNames(result.config().search().space().keySet()),
            TrialRow.all(ranking, report),
            unlisted > 0 ? Optional.of(Numbers.count(unlisted)) : Optional.empty(),
            result.best().map(best -> best(result.config(), best, winner))));
  }

  /** Draws how the trials learned: the best by name, the others faint behind. */
  private static List<LineChart> curves(List<Candidate> ranking) {
    List<TrialResult> trials =
        ranking.stream().map(candidate -> candidate.trials().get(0)).limit(MOST_CURVES).toList();
    return Stream.of(
            chart("Validation loss", trials, Score::loss, 1),
            chart("Validation accuracy, %", trials, Score::accuracy, 100))
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
        title,
        series.subList(0, named),
        series.subList(named, series.size()),
        unit,
        unit == 1 ? Vertical.LOGARITHMIC : Vertical.FROM_LEAST,
        false);
  }

  private static List<Fact> facts(SweepResult result, Optional<SavedRun> winner) {
    Optional<EvaluationResult> test = winner.flatMap(SavedRun::evaluation);
    String objective = YamlNames.of(result.config().search().objective()).replace('-', ' ');
    List<TrialResult> trials =
        result.ranking().stream().flatMap(each -> each.trials().stream()).toList();
    double seconds = trials.stream().mapToDouble(TrialResult::seconds).sum();
    Optional<String> best = result.best().map(each -> Numbers.decimal(each.value().orElseThrow()));
    return List.of(
        new Fact("trials", trials(trials.size(), result)),
        new Fact("method", YamlNames.of(result.config().search().method())),
        new Fact("best " + objective, best.orElse("none yet")),
        new Fact(
            "test accuracy", test.map(e -> Numbers.percent(e.accuracy())).orElse("not tested yet")),
        new Fact("training time", Numbers.seconds(seconds)));
  }

  private static Best best(SweepConfig config, Candidate best, Optional<SavedRun> winner) {
    return new Best(
        best.trials().get(0).trial().name(),
        best.settings(),
        ConfigWriter.write(
            winner.map(SavedRun::config).orElseGet(() -> config.with(best.settings()))),
        winner.map(SweepReport::tested));
  }

  private static TestedRun tested(SavedRun run) {
    Optional<EvaluationResult> test = run.evaluation();
    return new TestedRun(
        run.directory().name(),
        run.directory().name() + "/" + run.directory().report().getFileName(),
        test.map(e -> Numbers.percent(e.accuracy())).orElse("not measured"),
        test.map(e -> Numbers.decimal(e.loss())).orElse("not measured"));
  }

  /** Returns the number of trials, with the planned number unless only time limits it. */
  private static String trials(int done, SweepResult result) {
    SearchConfig search = result.config().search();
    return search.method() == SearchMethod.RANDOM && search.trials() == 0
        ? Integer.toString(done)
        : "%d of %d".formatted(done, result.planned());
  }
}
