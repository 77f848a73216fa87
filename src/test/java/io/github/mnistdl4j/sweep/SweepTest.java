package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.sweep.SweepResult.Outcome;
import io.github.mnistdl4j.sweep.TrialResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  @TempDir private Path runs;

  private SweepResult run(String name, String... overrides) {
    return SmallSweep.run(runs, name, overrides);
  }

  /** Without the seconds, which differ. */
  private List<String> table(String name) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(runs.resolve(name).resolve("sweep.csv"))) {
      List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
      fields.remove(6);
      rows.add(String.join(",", fields));
    }
    return rows;
  }

  /** Trains as usual and counts; the named trials fail. */
  private static final class Counting implements TrialRunner {
    private final AtomicInteger trained = new AtomicInteger();
    private final List<String> failing;

    Counting(String... failing) {
      this.failing = List.of(failing);
    }

    @Override
    public int parallel() {
      return 1;
    }

    @Override
    public String place() {
      return "here";
    }

    @Override
    public Duration run(RunConfig config, RunDirectory directory, BooleanSupplier stop) {
      trained.incrementAndGet();
      if (failing.contains(directory.name())) {
        throw new IllegalStateException("no luck");
      }
      return SmallSweep.trials(1).run(config, directory, stop);
    }
  }

  @Test
  void leavesAnOrdinaryRunForEachTrialThatWasNeverTested() throws IOException {
    SweepResult result = run("a");
    assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(result.ranking()).hasSize(4);
    for (Candidate candidate : result.ranking()) {
      Path run = runs.resolve("a").resolve(candidate.trials().get(0).trial().name());
      assertThat(run.resolve("model.zip")).isRegularFile();
      assertThat(run.resolve("evaluation.json")).doesNotExist();
      SavedRun saved = new SavedRun(new RunDirectory(run));
      assertThat(saved.config().network().layers().get(0).units()).isIn(4, 8);
      assertThat(saved.metrics()).hasSize(2).allMatch(epoch -> epoch.test().isEmpty());
      assertThat(candidate.value().orElseThrow())
          .isEqualTo(saved.metrics().get(1).validation().orElseThrow().loss());
    }
    assertThat(result.ranking().stream().map(each -> each.value().orElseThrow())).isSorted();
    assertThat(Files.readAllLines(runs.resolve("a").resolve("sweep.csv"))).hasSize(5);
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
    run("two");
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory one = SmallSweep.create(runs, "one", config);
    new Sweep(config, one, SmallSweep.trials(1), SmallSweep.SILENT, () -> false).run();
    assertThat(table("one")).isEqualTo(table("two"));
  }

  @Test
  void goesOnWhereItWasStopped() throws IOException {
    run("whole");
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory directory = SmallSweep.create(runs, "stopped", config);
    AtomicInteger asked = new AtomicInteger();
    SweepResult stopped = SmallSweep.run(config, directory, () -> asked.incrementAndGet() > 20);
    assertThat(stopped.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(stopped.ranking()).hasSizeLessThan(4);

    Counting runner = new Counting();
    new Sweep(config, directory, runner, SmallSweep.SILENT, () -> false).run();
    assertThat(runner.trained).hasValue(4 - stopped.ranking().size());
    assertThat(table("stopped")).isEqualTo(table("whole"));
  }

  @Test
  void addsTrialsToAFinishedSweep() throws IOException {
    run("more", "search.trials=2");
    SweepConfig more = SmallSweep.config(runs, "search.trials=4");
    SweepDirectory directory = SweepDirectory.open(runs, "more");
    directory.requireSame(more);
    Counting runner = new Counting();
    new Sweep(more, directory, runner, SmallSweep.SILENT, () -> false).run();
    assertThat(runner.trained).hasValue(2);
    run("whole");
    assertThat(table("more")).isEqualTo(table("whole"));
  }

  @Test
  void refusesToGoOnWithAnotherSearch() {
    run("a");
    SweepDirectory directory = SweepDirectory.open(runs, "a");
    assertThatThrownBy(
            () ->
                directory.requireSame(
                    SmallSweep.config(runs, "search.seed=5", "training.epochs=3")))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("training.epochs: was 2, now 3")
        .hasMessageContaining("search.seed: was 1234, now 5");
  }

  @Test
  void refusesOtherImages() {
    run("a");
    TrainTest before = SmallDigits.inMemory();
    TrainTest other =
        new TrainTest(before.train(), before.test(), "elsewhere", Map.of("images", "ff00"));
    SweepDirectory directory = SweepDirectory.open(runs, "a");
    directory.requireSameImages(before);
    assertThatThrownBy(() -> directory.requireSameImages(other))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("other images than those of elsewhere");
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
        new Sweep(config, directory, new Counting("trial-002"), SmallSweep.SILENT, () -> false)
            .run();
    Candidate last = result.ranking().get(3);
    assertThat(last.trials().get(0).status()).isEqualTo(Status.FAILED);
    assertThat(last.trials().get(0).problem()).contains("no luck");
    assertThat(result.best()).isPresent();
    Counting again = new Counting();
    assertThat(new Sweep(config, directory, again, SmallSweep.SILENT, () -> false).run().ranking())
        .allMatch(candidate -> candidate.value().isPresent());
    assertThat(again.trained).as("only the one that failed").hasValue(1);
  }

  @Test
  void saysWhyNoTrialGaveAResult() {
    SweepConfig config = SmallSweep.config(runs, "search.trials=1");
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    Sweep sweep =
        new Sweep(config, directory, new Counting("trial-001"), SmallSweep.SILENT, () -> false);
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
        .containsExactly(Status.FINISHED, Status.DIVERGED);
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
    SweepResult result = run("a", "search.trials=2000", "search.max-time=1s");
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.ranking()).hasSizeLessThan(2000);
  }

  @Test
  void refusesASecondProcess() {
    SweepConfig config = SmallSweep.config(runs);
    SweepDirectory directory = SmallSweep.create(runs, "a", config);
    TrialRunner again =
        new TrialRunner() {
          @Override
          public int parallel() {
            return 1;
          }

          @Override
          public String place() {
            return "here";
          }

          @Override
          public Duration run(RunConfig trial, RunDirectory run, BooleanSupplier stop) {
            SweepResult unused = SmallSweep.run(config, directory);
            return Duration.ZERO;
          }
        };
    assertThatThrownBy(
            () -> new Sweep(config, directory, again, SmallSweep.SILENT, () -> false).run())
        .hasMessageContaining("is being written by process");
  }
}
