package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.TrialResult.TrialStatus;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trains single trials up to a rung, in their directories. Thread-safe. */
record TrialTraining(
    SweepConfig config, SweepDirectory directory, TrialRunner runner, BooleanSupplier stop) {

  record Ended(TrialResult result, Duration took) {}

  /**
   * Checks that a trial's run, if there is one, has the trial's settings.
   *
   * @throws io.github.mnistdl4j.run.RunException that lists what differs
   */
  void requireSame(Trial trial) {
    RunDirectory run = directory.run(trial);
    if (Files.exists(run.config())) {
      new SavedRun(run).requireSame(trial.config());
    }
  }

  /** Returns a trial's result of an earlier process; empty if it has not come to the rung. */
  Optional<TrialResult> read(Trial trial, int rung) {
    return TrialResult.read(trial, directory.run(trial), epochs(trial, rung), rung);
  }

  /**
   * Trains a trial; a failure is a result, too. Empty if it was stopped.
   *
   * @throws SweepException if no further trial can be trained
   */
  Optional<Ended> train(Trial trial, int rung) {
    long begun = System.nanoTime();
    try {
      RunDirectory run = directory.run(trial);
      RunFiles.createFolder(run.path());
      AppConfig part = Records.with(trial.config(), "run.training.epochs", epochs(trial, rung));
      Duration took = runner.run(part, run, stop);
      return read(trial, rung).map(result -> new Ended(result, took));
    } catch (SweepException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      return stop.getAsBoolean() ? Optional.empty() : Optional.of(failed(trial, rung, e, took));
    }
  }

  private static Ended failed(Trial trial, int rung, Throwable e, Duration took) {
    Optional<String> problem = Optional.of(String.valueOf(e.getMessage()));
    double seconds = took.toMillis() / 1e3;
    TrialStatus status = TrialStatus.FAILED;
    return new Ended(
        new TrialResult(trial, rung, status, List.of(), Optional.empty(), seconds, problem), took);
  }

  /** Returns how many epochs to train for; only successive halving decides that itself. */
  private int epochs(Trial trial, int rung) {
    return config.search().method() == SearchMethod.HALVING
        ? rung
        : trial.config().run().training().epochs();
  }
}
