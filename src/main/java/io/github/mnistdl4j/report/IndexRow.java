package io.github.mnistdl4j.report;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.binding.ConfigDifferences;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.WilsonInterval;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import io.github.mnistdl4j.training.EpochResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A run or a sweep in the index. Of a sweep the figures are those of its winner.
 *
 * @param kind run, or sweep with the number of its trials
 * @param link address of its report; empty if there is none
 * @param date its first ten letters: 2026-01-02
 * @param settings those of network and training that are not the defaults
 * @param accuracy on the test set; the numbers to sort by are in {@code order}
 * @param interval its 95 % interval
 * @param words what it is found by
 */
record IndexRow(
    String name,
    String kind,
    Optional<String> link,
    String status,
    String started,
    String date,
    String dataset,
    List<String> tags,
    List<String> settings,
    Optional<Sparkline> curve,
    String accuracy,
    String interval,
    String seconds,
    String parameters,
    Order order,
    String words) {

  /** Numbers to sort by; −1 for none. */
  record Order(double accuracy, double seconds, long parameters) {}

  /** Returns the row of a run, also of one whose files are missing or damaged. */
  static IndexRow of(SavedRun run, Function<Path, String> link) {
    return of(
        run.directory().name(),
        "run",
        run.directory().path(),
        report(run.directory().report(), link),
        Optional.of(run));
  }

  /** Returns the row of a sweep. */
  static IndexRow of(SweepDirectory sweep, Function<Path, String> link) {
    return of(
        sweep.name(),
        "sweep, " + trials(sweep.trials().size()),
        sweep.path(),
        report(sweep.page(), link),
        sweep.newestWinner().map(SavedRun::new));
  }

  private static String trials(int n) {
    return n == 1 ? "1 trial" : Numbers.count(n) + " trials";
  }

  private static Optional<String> report(Path file, Function<Path, String> link) {
    return Files.exists(file) ? Optional.of(link.apply(file)) : Optional.empty();
  }

  private static IndexRow of(
      String name, String kind, Path folder, Optional<String> link, Optional<SavedRun> run) {
    Optional<Provenance> provenance = run.flatMap(SavedRun::provenance);
    Optional<EvaluationResult> test = run.flatMap(SavedRun::evaluation);
    List<EpochResult> epochs = run.flatMap(each -> readable(each::metrics)).orElse(List.of());
    String status = provenance.map(p -> p.status().word()).orElse("unknown");
    String started = provenance.map(Provenance::started).orElse("");
    String dataset = provenance.map(p -> p.dataset().name()).orElse("");
    List<String> tags = readable(new RunDirectory(folder)::tags).orElse(List.of());
    List<String> settings = run.flatMap(each -> readable(() -> settings(each))).orElse(List.of());
    double seconds = epochs.stream().mapToDouble(EpochResult::seconds).sum();
    long parameters = run.flatMap(each -> readable(() -> parameters(each))).orElse(-1L);
    return new IndexRow(
        name,
        kind,
        link,
        status,
        started.replaceFirst("T(\\d\\d:\\d\\d).*", " $1"),
        started.replaceFirst("T.*", ""),
        dataset,
        tags,
        settings,
        Sparkline.of(epochs),
        test.map(e -> Numbers.percent(e.accuracy())).orElse(""),
        test.map(IndexRow::interval).orElse(""),
        epochs.isEmpty() ? "" : Numbers.seconds(seconds),
        parameters < 0 ? "" : Numbers.count(parameters),
        new Order(
            test.map(EvaluationResult::accuracy).orElse(-1.0),
            epochs.isEmpty() ? -1 : seconds,
            parameters),
        words(List.of(name, kind, status, dataset, started), tags, settings));
  }

  private static long parameters(SavedRun run) {
    int classes = run.images().classes().size();
    return run.config().run().network().forClasses(classes).parameters(run.images().pixels());
  }

  private static String words(List<String> facts, List<String> tags, List<String> settings) {
    return List.of(facts, tags, settings).stream()
        .map(words -> String.join(" ", words))
        .collect(Collectors.joining(" "));
  }

  private static String interval(EvaluationResult test) {
    WilsonInterval interval = WilsonInterval.of(test.accuracy(), Math.max(1, test.images()));
    return Numbers.percent(interval.low()).replace(" %", "")
        + "–"
        + Numbers.percent(interval.high());
  }

  private static List<String> settings(SavedRun run) {
    AppConfig usual = AppConfig.defaults();
    NetworkConfig network = usual.run().network().forClasses(run.images().classes().size());
    return ConfigDifferences.between(Records.with(usual, "run.network", network), run.config())
        .stream()
        .filter(each -> each.key().matches("(network|training)\\..*"))
        .map(each -> each.key() + "=" + each.after())
        .toList();
  }

  /** Returns what can be read; the index lists damaged runs, too. */
  private static <T> Optional<T> readable(Supplier<T> file) {
    try {
      return Optional.of(file.get());
    } catch (MnistDl4jException e) {
      return Optional.empty();
    }
  }
}
