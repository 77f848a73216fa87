package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.EvaluationTable;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.cli.console.Logs;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.network.NetworkSummary;
import io.github.mnistdl4j.report.RunReport;
import io.github.mnistdl4j.run.EvaluationCheck;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.EpochTrainer;
import io.github.mnistdl4j.training.TrainingResult;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** Prints what is trained and what came of it. */
record TrainingReport(Console console, RunDirectory directory) {
  /** The exit code after Ctrl-C by a shell's convention: 128 and the signal's number. */
  static final int INTERRUPTED = 130;

  /** Returns the display of a training's progress. */
  KerasProgress progress(TrainingConfig config) {
    return new KerasProgress(console, System::nanoTime, config.changesLearningRate());
  }

  /** Prints the network and what trains it, and opens the run's log. */
  void begin(NetworkConfig network, DatasetInfo images, Optional<EpochTrainer> cluster) {
    Logs.writeTo(directory.log());
    console.say(NetworkSummary.lines(network, images.pixels()));
    cluster.flatMap(EpochTrainer::cluster).ifPresent(own -> console.say("Training on " + own));
  }

  /** Prints how it ended, the evaluation and where everything is; returns the exit code. */
  int print(RunResult result) {
    int exitCode = printOutcome(result);
    result.evaluation().ifPresent(evaluation -> printEvaluation(evaluation, result.training()));
    if (result.evaluation().isEmpty() && !new SavedRun(directory).hasTestSet()) {
      printValidation(result.training());
    }
    result.rejection().ifPresent(rule -> console.say(refuses(rule)));
    result
        .temperature()
        .flatMap(it -> result.inspection().flatMap(Inspection::answers).map(it::inWords))
        .ifPresent(console::say);
    console.say("");
    if (Files.exists(directory.report())) {
      console.say("The report, for a browser, is " + directory.report());
    }
    String model = result.saved() ? "The model and everything about the run is in " : "See ";
    console.result(model + directory.path());
    return exitCode;
  }

  /** Writes the run's page; everything else is kept already, so this may fail with a warning. */
  void writePage(RunResult result) {
    try {
      RunReport.of(new SavedRun(directory), result).write(directory.report());
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      console.say("Warning: there is no report of this run: " + e.getMessage());
    }
  }

  /**
   * Prints how it ended, unless with all its epochs, and what Deeplearning4j's evaluation disagrees
   * with; returns the exit code.
   */
  int printOutcome(RunResult result) {
    int exitCode = printEnd(result);
    if (result.check().outcome() != EvaluationCheck.CheckOutcome.DIFFERS) {
      return exitCode;
    }
    console.result(
        "Deeplearning4j's own evaluation of the network that was kept comes to another result: %s"
            .formatted(result.check().detail()));
    console.result("One of the two is wrong. Please report this, with provenance.json.");
    return ExitCode.SOFTWARE;
  }

  private int printEnd(RunResult result) {
    int epochs = EpochResult.last(result.training().epochs());
    switch (result.training().outcome()) {
      case FINISHED, STOPPED_EARLY -> {
        return ExitCode.OK;
      }
      case TIME_LIMIT -> {
        console.result(
            "The time limit, training.max-time, is reached: trained %d whole epochs and %d steps of the next, and saved %s."
                .formatted(epochs, result.training().steps(), saved(result.training())));
        console.result(
            "To continue: train --resume %s --set training.max-time=…".formatted(directory.path()));
        return ExitCode.OK;
      }
      case INTERRUPTED -> {
        console.result(
            "Interrupted: trained %d whole epochs and %d steps of the next, and saved that."
                .formatted(epochs, result.training().steps()));
        return INTERRUPTED;
      }
      default -> {
        console.result(
            "The loss became NaN or infinite at step %d of epoch %d: training stopped. %s"
                .formatted(
                    result.training().steps(),
                    epochs + 1,
                    result.saved()
                        ? "The network of epoch %d was kept."
                            .formatted(result.training().kept().orElseThrow().epoch())
                        : "No epoch was completed, so there is no model."));
        console.result("A smaller training.optimizer.learning-rate usually helps.");
        return ExitCode.SOFTWARE;
      }
    }
  }

  /** Returns what the saved model is. */
  private static String saved(TrainingResult training) {
    return training.steps() > 0 && training.kept().isPresent()
        ? "the network of epoch " + training.kept().get().epoch()
        : "that";
  }

  private void printEvaluation(EvaluationResult evaluation, TrainingResult result) {
    List<EpochResult> epochs = result.epochs();
    console.say("");
    EvaluationTable.scores(evaluation).forEach(console::result);
    if (!epochs.isEmpty()) {
      EpochResult last = epochs.get(epochs.size() - 1);
      EpochResult kept = result.kept().orElse(last);
      String epoch = kept.epoch() == last.epoch() ? "its last epoch" : "epoch " + kept.epoch();
      double training = kept.training().accuracy();
      console.say(evaluation.gap(epoch, training));
    }
    printTables(console, evaluation);
    if (!EvaluationTable.isWhole(evaluation)) {
      console.say("");
      console.say("The whole matrix and every class are in " + directory.evaluation());
    }
  }

  private void printValidation(TrainingResult result) {
    result
        .kept()
        .flatMap(EpochResult::validation)
        .ifPresent(
            score -> {
              console.say("");
              EvaluationTable.scores("val", score.loss(), score.accuracy())
                  .forEach(console::result);
            });
  }

  /** Returns a sentence on what a network refuses. */
  static String refuses(RejectionRule rule) {
    return "Pictures that it refuses as no digit: " + rule.inWords();
  }

  static void printTables(Console console, EvaluationResult evaluation) {
    console.say("");
    console.say(EvaluationTable.confusion(evaluation));
    console.say("");
    console.say(EvaluationTable.classes(evaluation.classes()));
  }
}
