package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TestFolder;
import io.github.mnistdl4j.sweep.SweepResult.SweepOutcome;
import io.github.mnistdl4j.sweep.TrialResult.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
  /** Where "whole" is, a finished sweep that tests read and do not change. */
  @TempDir private static Path finished;

  private static List<Candidate> whole = List.of();

  @TempDir private Path runs;

  @BeforeAll
  static void sweepOnce() {
    SweepResult result = SmallSweep.run(finished, "whole");
    assertThat(result.outcome()).isEqualTo(SweepOutcome.FINISHED);
    whole = result.ranking();
  }

  private SweepResult run(String name, String... overrides) {
    return SmallSweep.run(runs, name, overrides);
  }

  private List<String> table(String name) throws IOException {
    return table(runs.resolve(name));
  }

  /** Without the seconds, which differ. */
  private static List<String> table(Path sweep) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(sweep.resolve("sweep.csv"))) {
      List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
      fields.remove(6);
      rows.add(String.join(",", fields));
    }
    return rows;
  }

  /** How a trial is trained. */
  private interface Training {
    Duration train(AppConfig config, RunDirectory directory, BooleanSupplier stop);
  }

  /** One trial at a time, in a given way. */
  private record Runner(Training training) implements TrialRunner {
    @Override
    public int parallel() {
      return 1;
    }

    @Override
    public String place() {
      return "here";
    }

    @Override
    public Duration run(AppConfig config, RunDirectory directory, BooleanSupplier stop) {
      return training.train(config, directory, stop);
    }
  }

  /** Trains as usual and counts; the named trials fail. */
  private static final class Counting implements Training {
    private final AtomicInteger trained = new AtomicInteger();
    private final List<String> failing;

    Counting(String... failing) {
      this.failing = List.of(failing);
    }

    @Override
    public Duration train(AppConfig config, RunDirectory directory, BooleanSupplier stop) {
      trained.incrementAndGet();
      if (failing.contains(directory.name())) {
        throw new IllegalStateException("no luck");
      }
      return SmallSweep.trials(1).run(config, directory, stop);
    }
  }

  @Test
  void leavesAnOrdinaryRunForEachTrialThatWasNeverTested() throws IOException {
    assertThat(whole).hasSize(4);
    for (Candidate candidate : whole) {
      Path run = finished.resolve("whole").resolve(candidate.trials().get(0).trial().name());
      assertThat(run.resolve("model.zip")).isRegularFile();
      assertThat(run.resolve("evaluation.json")).doesNotExist();
      SavedRun saved = new SavedRun(new RunDirectory(run));
      assertThat(saved.config().run().network().layers().get(0).outputs()).isIn(4, 8);
      assertThat(saved.metrics()).hasSize(2).allMatch(epoch -> epoch.test().isEmpty());
      assertThat(candidate.value().orElseThrow())
          .isEqualTo(saved.metrics().get(1).validation().orElseThrow().loss());
    }
    assertThat(whole.stream().map(each -> each.value().orElseThrow())).isSorted();
    assertThat(table(finished.resolve("whole"))).hasSize(5);
  }

  @Test
  void ranksByAccuracyWhereThatIsTheObjective() {
    assertThat(
            run("a", "search.objective=val-accuracy").ranking().stream()
                .map(each -> -each.value().orElseThrow()))
        .isSorted();
  }

  @Test
  void doesNotDependOnHowManyTrialsRunAtOnce() throws IOException {
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory one = SmallSweep.create(runs, "one", config);
    new Sweep(SearchPlan.of(config), one, SmallSweep.trials(1), SmallSweep.SILENT, () -> false)
        .run();
    assertThat(table("one")).isEqualTo(table(finished.resolve("whole")));
  }

  @Test
  void goesOnWhereItWasStopped() throws IOException {
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory directory = SmallSweep.create(runs, "stopped", config);
    AtomicInteger asked = new AtomicInteger();
    SweepResult stopped = SmallSweep.run(config, directory, () -> asked.incrementAndGet() > 20);
    assertThat(stopped.outcome()).isEqualTo(SweepOutcome.INTERRUPTED);
    assertThat(stopped.ranking()).hasSizeLessThan(4);

    Counting runner = new Counting();
    new Sweep(SearchPlan.of(config), directory, new Runner(runner), SmallSweep.SILENT, () -> false)
        .run();
    assertThat(runner.trained).hasValue(4 - stopped.ranking().size());
    assertThat(table("stopped")).isEqualTo(table(finished.resolve("whole")));
  }

  @Test
  void addsTrialsToAFinishedSweep() throws IOException {
    run("more", "search.trials=2");
    SweepConfig more = SmallSweep.config(runs, "search.trials=4");
    SweepDirectory directory = SweepDirectory.open(runs, "more");
    directory.requireSame(more);
    Counting runner = new Counting();
    new Sweep(SearchPlan.of(more), directory, new Runner(runner), SmallSweep.SILENT, () -> false)
        .run();
    assertThat(runner.trained).hasValue(2);
    assertThat(table("more")).isEqualTo(table(finished.resolve("whole")));
  }

  @Test
  void refusesToGoOnWithAnotherSearch() {
    SweepDirectory directory = SweepDirectory.open(finished, "whole");
    assertThatThrownBy(
            () ->
                directory.requireSame(
                    SmallSweep.config(runs, "search.seed=5", "training.epochs=3")))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("training.epochs: was 2, now 3")
        .hasMessageContaining("search.seed: was 1234, now 5");
  }

  @ParameterizedTest
  @CsvSource({
    "search.trials=9, true",
    "search.max-time=1h, true",
    "search.parallel=3, true",
    "search.seeds=[1], false",
    "search.objective=val-accuracy, false",
    "data.directory=/elsewhere, true",
    "training.checkpoint.keep-last=5, true",
    "training.epochs=9, false",
    "training.max-time=1h, false",
    "training.validation-split=0.3, false",
    "network.seed=7, false",
    "runtime.threads=3, true",
    "serving.max-batch=3, true",
    "spark.workers=3, true"
  })
  void onlyWhatChangesNoTrialMayChange(String override, boolean may) {
    SweepDirectory directory = SmallSweep.create(runs, "a", SmallSweep.config(runs));
    SweepConfig wanted = SmallSweep.config(runs, override);
    if (may) {
      directory.requireSame(wanted);
    } else {
      assertThatThrownBy(() -> directory.requireSame(wanted))
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("  " + override.split("=", 2)[0] + ": was ")
          .hasMessageContaining(
              "Only data.directory, data.extra, data.train-csv, data.test-csv, training.rejection-rate, training.temperature-scaling, training.checkpoint, runtime, serving, spark, search.trials, search.parallel and search.max-time may change.");
    }
  }

  @Test
  void creditsNoResultToOtherSettings() throws IOException {
    TestFolder.copy(finished.resolve("whole"), runs.resolve("a"));
    SweepConfig turned =
        SmallSweep.config(
            runs,
            "search.space={training.optimizer.learning-rate: {name: log-uniform, min: 0.0001, max: 0.01}, 'network.layers[0].units': [4, 8]}");
    SweepDirectory directory = SweepDirectory.open(runs, "a");
    assertThatThrownBy(() -> directory.requireSame(turned))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("search.space: its keys were in the order [network.layers[0].units,");
    assertThatThrownBy(() -> SmallSweep.run(turned, directory))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("trial-001 was trained with another configuration");
  }

  @Test
  void leavesNothingBehindIfItsTrialsCannotBe() {
    SweepConfig large =
        SmallSweep.config(
            runs,
            "search.method=grid",
            "search.trials=0",
            "search.space={network.seed: {name: int-uniform, min: 1, max: 200000}}");
    assertThatThrownBy(() -> SmallSweep.create(runs, "a", large))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("more than 100,000 combinations");
    assertThat(runs.resolve("a")).doesNotExist();
  }

  @Test
  void refusesOtherImages() {
    TrainTest before = SmallDigits.inMemory();
    TrainTest other =
        new TrainTest(before.train(), before.test(), "elsewhere", Map.of("images", "ff00"));
    SweepDirectory directory = SweepDirectory.open(finished, "whole");
    directory.requireSameImages(before);
    assertThatThrownBy(() -> directory.requireSameImages(other))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("was trained on other images: images of elsewhere has SHA-256 ff00")
        .hasMessageContaining(
            "data.directory, data.extra, data.train-csv and data.test-csv say where");
  }

  @Test
  void trainsOnlyTheBestForLonger() {
    SweepResult result =
        run(
            "halving",
            "search.method=halving",
            "search.trials=6",
            "search.halving.reduction-factor=2",
            "training.epochs=4");
    assertThat(result.ranking()).extracting(Candidate::rung).containsExactly(4, 2, 2, 1, 1, 1);
    List<Candidate> dropped = result.ranking().subList(3, 6);
    for (Candidate candidate : result.ranking()) {
      SavedRun run =
          new SavedRun(
              new RunDirectory(
                  runs.resolve("halving").resolve(candidate.trials().get(0).trial().name())));
      assertThat(run.metrics()).hasSize(candidate.rung());
      double first = run.metrics().get(0).validation().orElseThrow().loss();
      if (candidate.rung() > 1) {
        assertThat(dropped).allMatch(other -> other.value().orElseThrow() >= first);
      }
    }
  }

  @Test
  void halvingGoesOnWhereItWasStopped() throws IOException {
    String[] halving = {
      "search.method=halving", "search.halving.reduction-factor=2", "training.epochs=4"
    };
    run("whole", halving);
    SweepConfig config = SmallSweep.config(runs, halving);
    SweepDirectory directory = SmallSweep.create(runs, "stopped", config);
    for (int stops = 10; stops < 60; stops += 10) {
      int most = stops;
      AtomicInteger asked = new AtomicInteger();
      SmallSweep.run(config, directory, () -> asked.incrementAndGet() > most);
    }
    SmallSweep.run(config, directory);
    assertThat(table("stopped")).isEqualTo(table("whole"));
  }

  @Test
  void goesOnWithoutATrialThatFails() throws IOException {
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    SweepResult result =
        new Sweep(
                SearchPlan.of(config),
                directory,
                new Runner(new Counting("trial-002")),
                SmallSweep.SILENT,
                () -> false)
            .run();
    Candidate last = result.ranking().get(3);
    assertThat(last.trials().get(0).status()).isEqualTo(TrialStatus.FAILED);
    assertThat(last.trials().get(0).problem()).contains("no luck");
    assertThat(result.best()).isPresent();
    Counting again = new Counting();
    assertThat(
            new Sweep(
                    SearchPlan.of(config),
                    directory,
                    new Runner(again),
                    SmallSweep.SILENT,
                    () -> false)
                .run()
                .ranking())
        .isNotEmpty()
        .allMatch(candidate -> candidate.value().isPresent());
    assertThat(again.trained).as("only the one that failed").hasValue(1);
  }

  @Test
  void endsWhenNoTrialCanBeTrainedAnyMore() throws IOException {
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    TrialRunner lost =
        new Runner(
            (trial, run, stop) -> {
              throw new SweepException("The cluster is gone.", new IOException());
            });
    Sweep sweep = new Sweep(SearchPlan.of(config), directory, lost, SmallSweep.SILENT, () -> false);
    assertThatThrownBy(sweep::run)
        .isInstanceOf(SweepException.class)
        .hasMessage("The cluster is gone.");
    assertThat(table("a")).as("no trial has failed").hasSize(1);
  }

  @Test
  void aTrialThatDivergesLaterHasPassedTheRungsBefore() throws IOException {
    SweepConfig config = SmallSweep.config(runs, "search.trials=1", "training.epochs=1");
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    SmallSweep.run(config, directory);
    Trial trial = SearchPlan.of(config).trials().get(0);
    RunDirectory run = directory.run(trial);
    replace(run.config(), "epochs: 1", "epochs: 3");
    replace(run.provenance(), "\"finished\"", "\"diverged\"");

    assertThat(TrialResult.read(trial, run, 1, 1).orElseThrow().status())
        .isEqualTo(TrialStatus.FINISHED);
    assertThat(TrialResult.read(trial, run, 3, 3).orElseThrow().status())
        .isEqualTo(TrialStatus.DIVERGED);
  }

  private static void replace(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(before);
    Files.writeString(file, text.replace(before, after));
  }

  @Test
  void saysWhyNoTrialGaveAResult() {
    SweepConfig config = SmallSweep.config(runs, "search.trials=1");
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    Sweep sweep =
        new Sweep(
            SearchPlan.of(config),
            directory,
            new Runner(new Counting("trial-001")),
            SmallSweep.SILENT,
            () -> false);
    assertThatThrownBy(sweep::run)
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("trial-001: no luck");
  }

  @Test
  void countsADivergedTrialAsTheWorst() {
    SweepResult result =
        run(
            "a",
            "search.method=grid",
            "search.trials=0",
            "training.loss=mean-squared-error",
            "network.layers=[{units: 8}, {units: 10}]",
            "training.optimizer=sgd",
            "search.space={training.optimizer.learning-rate: [1000, 0.01]}");
    assertThat(result.ranking())
        .extracting(each -> each.trials().get(0).status())
        .containsExactly(TrialStatus.FINISHED, TrialStatus.DIVERGED);
    assertThat(result.best().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void judgesByTheMeanOfAllSeeds() {
    SweepResult result = run("a", "search.trials=2", "search.seeds=[1, 2]");
    assertThat(result.planned()).isEqualTo(4);
    Candidate best = result.best().orElseThrow();
    assertThat(best.trials()).hasSize(2);
    assertThat(best.value().orElseThrow())
        .isEqualTo(
            best.trials().stream()
                .mapToDouble(trial -> trial.validation().orElseThrow().loss())
                .average()
                .orElseThrow());
  }

  @Test
  void beginsNoTrialAfterItsTime() {
    SweepConfig config = SmallSweep.config(runs, "search.trials=3", "search.max-time=1s");
    SweepResult result = sweepSlowly(config);
    assertThat(result.outcome()).isEqualTo(SweepOutcome.TIME_LIMIT);
    assertThat(result.ranking()).hasSize(1);
  }

  /** Runs a sweep one of whose trials takes a second or more. */
  private SweepResult sweepSlowly(SweepConfig config) {
    TrialRunner slow =
        new Runner(
            (trial, run, stop) -> {
              long start = System.nanoTime();
              Duration took = SmallSweep.trials(1).run(trial, run, stop);
              while (System.nanoTime() - start < Duration.ofSeconds(1).toNanos()) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
              }
              return took;
            });
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    return new Sweep(SearchPlan.of(config), directory, slow, SmallSweep.SILENT, () -> false).run();
  }

  @Test
  void needsNoNumberOfTrialsWhereItHasATime() {
    SweepResult result =
        sweepSlowly(
            SmallSweep.config(
                runs,
                "search.trials=0",
                "search.max-time=1s",
                "search.space={network.seed: {name: int-uniform, min: 1, max: 20}}"));
    assertThat(result.outcome()).isEqualTo(SweepOutcome.TIME_LIMIT);
    assertThat(result.best()).isPresent();
  }

  @Test
  void isFinishedIfItsLastTrialEndsAfterItsTime() {
    SweepConfig config = SmallSweep.config(runs, "search.trials=1", "search.max-time=1s");
    assertThat(sweepSlowly(config).outcome()).isEqualTo(SweepOutcome.FINISHED);
  }

  @Test
  void refusesASecondProcess() {
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    TrialRunner again =
        new Runner(
            (trial, run, stop) -> {
              SweepResult unused = SmallSweep.run(config, directory);
              return Duration.ZERO;
            });
    assertThatThrownBy(
            () ->
                new Sweep(SearchPlan.of(config), directory, again, SmallSweep.SILENT, () -> false)
                    .run())
        .hasMessageContaining("is being written by process");
  }
}
