package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.report.RunReport;
import io.github.mnistdl4j.report.SweepReport;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import io.github.mnistdl4j.sweep.SweepResult;
import io.github.mnistdl4j.sweep.SweepResult.SweepOutcome;
import io.github.mnistdl4j.sweep.TrialResult;
import io.github.mnistdl4j.sweep.Winner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ExitCode;

/** Prints what follows the trials of a sweep: its winner's training and test, and the page. */
record WinnerReport(Console console, SweepDirectory directory, SweepResult result) {
  /**
   * Of so many configurations the trials have reports; of all, those of a large sweep take long.
   */
  private static final int REPORTED = 20;

  /** Says how to come to a winner; returns the exit code. */
  int leaveOut() {
    writePage(Optional.empty());
    console.result("The sweep has no winner yet. To continue: sweep --resume " + directory.path());
    return result.outcome() == SweepOutcome.INTERRUPTED ? TrainingReport.INTERRUPTED : ExitCode.OK;
  }

  /** Trains the winner on all images and tests it, unless that was done; returns the exit code. */
  int train(TrainTest data, Clock clock, BooleanSupplier stop) {
    Winner winner = Winner.of(result, directory);
    console.say("");
    console.say(
        "The best is %s: %s"
            .formatted(
                winner.best().trials().get(0).trial().name(),
                SweepSummary.settings(winner.best().settings())));
    int exitCode = winner.isTrained() ? ExitCode.OK : train(winner, data, clock, stop);
    SavedRun run = new SavedRun(winner.directory());
    writePage(Optional.of(run));
    run.evaluation().map(EvaluationTable::scores).ifPresent(this::printScores);
    if (result.outcome() == SweepOutcome.TIME_LIMIT) {
      console.result(
          "The time, search.max-time, was over before all trials had their turn. To continue: sweep --resume "
              + directory.path());
    }
    console.say("The comparison, for a browser, is " + directory.page());
    console.result("The best configuration is " + winner.directory().config());
    return exitCode;
  }

  private int train(Winner winner, TrainTest data, Clock clock, BooleanSupplier stop) {
    console.say("It is trained on all %d images now.".formatted(data.train().size()));
    TrainingReport report = new TrainingReport(console, winner.directory());
    RunResult trained =
        new TrainingRun(winner.config(), data, winner.directory(), clock)
            .train(report.progress(winner.config().run().training()), stop);
    report.writePage(trained);
    return report.printOutcome(trained);
  }

  private void printScores(List<String> scores) {
    console.say("");
    scores.forEach(console::result);
  }

  private void writePage(Optional<SavedRun> winner) {
    result.ranking().stream()
        .limit(REPORTED)
        .flatMap(candidate -> candidate.trials().stream())
        .forEach(this::writeReport);
    RunFiles.write(directory.page(), SweepReport.of(directory, result, winner));
  }

  /** Makes a trial's own page, if its files allow it: the comparison does without. */
  private void writeReport(TrialResult trial) {
    RunDirectory run = new RunDirectory(directory.path().resolve(trial.trial().name()));
    try {
      RunReport.of(new SavedRun(run), DataSource.on(console)).write(run.report());
    } catch (MnistDl4jException e) {
      console.say("There is no report of %s: %s".formatted(run.name(), e.getMessage()));
    }
  }
}
