package io.github.mnistdl4j.report;

import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.report.ChartCanvas.Vertical;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Shows several runs side by side as a page for a browser. */
public final class RunsReport {
  private static final int MOST_CLASSES = 200;

  /**
   * The content of {@code comparison.html}.
   *
   * @param otherImages whether the runs' images are not all the same
   * @param otherLoss whether they do not all measure the same loss
   * @param many whether there are more runs than looks of curves
   * @param notes why mistakes are not compared
   * @param pairs each run beside the first
   * @param classes F1 of each class, for the runs that have it; of very many the first
   * @param allClasses how many there are, if not all are shown
   */
  private record RunsPage(
      String name,
      List<ComparedRun> runs,
      boolean otherImages,
      boolean otherLoss,
      boolean many,
      List<LineChart> charts,
      List<String> notes,
      List<PairedRuns> pairs,
      List<ClassF1> classes,
      Optional<String> allClasses,
      List<SettingRow> settings) {}

  /** The F1 of a class in each run, in percent; empty where it was not measured. */
  private record ClassF1(String label, List<String> f1) {}

  private RunsReport() {}

  /**
   * Returns the page. The runs' networks are asked about the test images, if they are on this
   * machine; nothing is fetched.
   *
   * @param runs at least one
   * @return HTML that is also well-formed XML, one file, without scripts
   * @throws io.github.mnistdl4j.MnistDl4jException if a file of a run is damaged
   */
  public static String of(List<SavedRun> runs, DatasetProvider provider) {
    List<String> notes = new ArrayList<>();
    List<PairedRuns> pairs = PairedRuns.of(runs, names(runs), provider, notes);
    return of(runs, pairs, notes);
  }

  static String of(List<SavedRun> runs, List<PairedRuns> pairs, List<String> notes) {
    List<ComparedRun> compared = ComparedRun.all(runs, names(runs));
    List<ClassF1> classes = classes(runs);
    return Template.of(
        "comparison.html",
        new RunsPage(
            compared.stream().map(ComparedRun::name).collect(Collectors.joining(", ")),
            compared,
            runs.stream().map(RunsReport::images).distinct().count() > 1,
            runs.stream().map(run -> run.config().run().training().loss()).distinct().count() > 1,
            runs.size() > Series.STYLES,
            charts(compared),
            notes,
            pairs,
            classes.stream().limit(MOST_CLASSES).toList(),
            Optional.of(Numbers.count(classes.size())).filter(n -> classes.size() > MOST_CLASSES),
            SettingRow.of(runs.stream().map(SavedRun::config).toList())));
  }

  private static List<String> names(List<SavedRun> runs) {
    return RunDirectory.names(runs.stream().map(SavedRun::directory).toList());
  }

  /** Returns what tells the images of runs apart. */
  private static Object images(SavedRun run) {
    return run.provenance().map(provenance -> provenance.dataset().fileHashes());
  }

  private static List<LineChart> charts(List<ComparedRun> runs) {
    Function<EpochResult, Optional<Score>> training = epoch -> Optional.of(epoch.training());
    return Stream.of(
            chart("Test accuracy, %", runs, EpochResult::test, Score::accuracy, 100),
            chart("Test loss", runs, EpochResult::test, Score::loss, 1),
            chart("Training accuracy, %", runs, training, Score::accuracy, 100),
            chart("Training loss", runs, training, Score::loss, 1))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<LineChart> chart(
      String title,
      List<ComparedRun> runs,
      Function<EpochResult, Optional<Score>> score,
      ToDoubleFunction<Score> value,
      double unit) {
    List<Series> series =
        IntStream.range(0, runs.size())
            .mapToObj(
                i ->
                    LearningCurves.series(
                        runs.get(i).name(), i % Series.STYLES, runs.get(i).epochs(), score, value))
            .toList();
    return LineChart.of(
        title,
        series,
        List.of(),
        unit,
        unit == 1 ? Vertical.LOGARITHMIC : Vertical.FROM_LEAST,
        false);
  }

  private static List<ClassF1> classes(List<SavedRun> runs) {
    List<Map<String, String>> evaluations = runs.stream().map(RunsReport::f1).toList();
    return evaluations.stream()
        .flatMap(scores -> scores.keySet().stream())
        .distinct()
        .map(name -> new ClassF1(name, column(evaluations, name)))
        .toList();
  }

  private static List<String> column(List<Map<String, String>> evaluations, String name) {
    return evaluations.stream().map(scores -> scores.getOrDefault(name, "")).toList();
  }

  /** Returns the F1 of a run's classes by their names; none if it was not evaluated. */
  private static Map<String, String> f1(SavedRun run) {
    Map<String, String> scores = new LinkedHashMap<>();
    run.evaluation().stream()
        .flatMap(evaluation -> evaluation.classes().stream())
        .forEach(score -> scores.put(score.name(), ClassTable.share(score, score.f1())));
    return scores;
  }
}
