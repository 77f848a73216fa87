package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The runs and sweeps of a directory, each the oldest first.
 *
 * @param runs those that are no part of a sweep
 */
record RunsList(List<SavedRun> runs, List<SweepDirectory> sweeps) {
  private static final String ROW = "%-24s  %-13s  %-25s  %-13s  %9s  %9s";
  private static final String SWEEP_ROW = "%-24s  %-13s  %-40s  %9s  %9s";

  static RunsList of(Path directory) {
    return new RunsList(
        RunDirectory.all(directory).stream().map(SavedRun::new).toList(),
        SweepDirectory.all(directory));
  }

  boolean isEmpty() {
    return runs.isEmpty() && sweeps.isEmpty();
  }

  /** Prints one line for each. */
  void print(Console console) {
    console.say(ROW, "run", "status", "started", "dataset", "test_loss", "test_acc");
    runs.forEach(run -> console.result(row(run)));
    sweeps.forEach(sweep -> console.result(row(sweep)));
  }

  private static String row(SavedRun run) {
    Optional<Provenance> provenance = run.provenance();
    Optional<EvaluationResult> evaluation = run.evaluation();
    return ROW.formatted(
        run.directory().name(),
        provenance.map(p -> p.status().word()).orElse("unknown"),
        provenance.map(Provenance::started).orElse("-"),
        provenance.map(p -> p.dataset().name()).orElse("-"),
        score(evaluation, EvaluationResult::loss),
        score(evaluation, EvaluationResult::accuracy));
  }

  private static String row(SweepDirectory sweep) {
    Optional<EvaluationResult> evaluation = evaluation(sweep);
    String best = winner(sweep).map("winner: "::concat).orElse("no winner yet");
    return SWEEP_ROW.formatted(
        sweep.name(),
        "sweep",
        "%d trials, %s".formatted(sweep.trials().size(), best),
        score(evaluation, EvaluationResult::loss),
        score(evaluation, EvaluationResult::accuracy));
  }

  private static String score(
      Optional<EvaluationResult> evaluation, ToDoubleFunction<EvaluationResult> score) {
    return evaluation.map(e -> KerasProgress.number(score.applyAsDouble(e))).orElse("-");
  }

  private static Optional<EvaluationResult> evaluation(SweepDirectory sweep) {
    return sweep.newestWinner().flatMap(run -> new SavedRun(run).evaluation());
  }

  private static Optional<String> winner(SweepDirectory sweep) {
    return sweep.newestWinner().map(run -> sweep.name() + "/" + run.name());
  }

  /** Returns them for programs. */
  JsonDocument document() {
    return new JsonDocument()
        .with("runs", runs.stream().map(RunsList::document).toList())
        .with("sweeps", sweeps.stream().map(RunsList::document).toList());
  }

  private static JsonDocument document(SavedRun run) {
    Optional<Provenance> provenance = run.provenance();
    Optional<EvaluationResult> evaluation = run.evaluation();
    return new JsonDocument()
        .with("name", run.directory().name())
        .with("path", run.directory().path().toString())
        .with("status", provenance.map(p -> p.status().word()).orElse("unknown"))
        .with("started", provenance.map(Provenance::started))
        .with("dataset", provenance.map(p -> p.dataset().name()))
        .with("testLoss", evaluation.map(EvaluationResult::loss))
        .with("testAccuracy", evaluation.map(EvaluationResult::accuracy));
  }

  private static JsonDocument document(SweepDirectory sweep) {
    Optional<EvaluationResult> evaluation = evaluation(sweep);
    return new JsonDocument()
        .with("name", sweep.name())
        .with("path", sweep.path().toString())
        .with("trials", sweep.trials().size())
        .with("winner", winner(sweep))
        .with("testLoss", evaluation.map(EvaluationResult::loss))
        .with("testAccuracy", evaluation.map(EvaluationResult::accuracy));
  }
}
