package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.report.SweepReport;
import io.github.mnistdl4j.run.AtomicFile;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.sweep.Candidate;
import io.github.mnistdl4j.sweep.FinalTraining;
import io.github.mnistdl4j.sweep.SweepDirectory;
import io.github.mnistdl4j.sweep.SweepResult;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ExitCode;

/** What follows the trials of a sweep: its winner's training and test, and the page. */
final class WinnerTraining {
  private final SweepDirectory directory;
  private final TrainTest data;
  private final Clock clock;
  private final Console console;

  WinnerTraining(SweepDirectory directory, TrainTest data, Clock clock, Console console) {
    this.directory = directory;
    this.data = data;
    this.clock = clock;
    this.console = console;
  }

  /** Says how to come to a winner; returns the exit code. */
  int leaveOut(SweepResult result) {
    writePage(result, Optional.empty());
    console.result(
        "The sweep has no winner yet. To go on: sweep --resume %s".formatted(directory.path()));
    return result.outcome() == SweepResult.SweepOutcome.INTERRUPTED
        ? TrainingReport.INTERRUPTED
        : ExitCode.OK;
  }

  /** Trains the winner on all images and tests it, unless that was done; returns the exit code. */
  int train(SweepResult result, BooleanSupplier stop) {
    Candidate best = result.best().orElseThrow();
    AppConfig config = FinalTraining.config(result.config(), best);
    RunDirectory run = directory.winner(config);
    console.say("");
    console.say(
        "The best is %s: %s"
            .formatted(
                best.trials().get(0).trial().name(), SweepSummary.settings(best.settings())));
    int exitCode = isDone(run) ? ExitCode.OK : train(config, run, stop);
    SavedRun winner = new SavedRun(run);
    writePage(result, Optional.of(winner));
    winner.evaluation().ifPresent(this::printScores);
    if (result.outcome() == SweepResult.SweepOutcome.TIME_LIMIT) {
      console.result(
          "The time, search.max-time, was over before all trials had their turn. To go on: sweep --resume "
              + directory.path());
    }
    console.say("The comparison, for a browser, is " + directory.page());
    console.result("The best configuration is " + run.config());
    return exitCode;
  }

  private static boolean isDone(RunDirectory run) {
    return new SavedRun(run)
        .provenance()
        .filter(provenance -> provenance.status() == Provenance.Status.FINISHED)
        .isPresent();
  }

  private int train(AppConfig config, RunDirectory run, BooleanSupplier stop) {
    console.say("It is trained on all %d images now.".formatted(data.train().size()));
    KerasProgress progress =
        new KerasProgress(console, System::nanoTime, config.run().training().changesLearningRate());
    RunResult result =
        new TrainingRun(config, data, run, clock).train(progress, console::say, stop);
    ReportWriter.afterTraining(console, run, result);
    return new TrainingReport(console, run).printOutcome(result);
  }

  private void printScores(EvaluationResult evaluation) {
    console.say("");
    EvaluationTable.scores(evaluation).forEach(console::result);
  }

  private void writePage(SweepResult result, Optional<SavedRun> winner) {
    AtomicFile.write(directory.page(), SweepReport.of(directory.name(), result, winner));
  }
}
