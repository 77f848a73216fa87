package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.run.Resumption;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.TrialResult.TrialStatus;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trains single trials up to a rung, in their directories. Used by several threads. */
final class TrialTraining {
  private final SweepConfig config;
  private final SweepDirectory directory;
  private final TrialRunner runner;
  private final BooleanSupplier stop;

  TrialTraining(
      SweepConfig config, SweepDirectory directory, TrialRunner runner, BooleanSupplier stop) {
    this.config = config;
    this.directory = directory;
    this.runner = runner;
    this.stop = stop;
  }

  /** What a trial gave, and how long it took. */
  record Ended(TrialResult result, Duration took) {}

  /**
   * Checks that a trial's run, if there is one, has the trial's settings.
   *
   * @throws io.github.mnistdl4j.run.RunException that lists what differs
   */
  void requireSame(Trial trial) {
    RunDirectory run = directory.run(trial);
    if (Files.exists(run.config())) {
      Resumption.requireSame(new SavedRun(run), trial.config());
    }
  }

  /** What a trial gave in an earlier process; empty if it is not so far. */
  Optional<TrialResult> read(Trial trial, int rung) {
    return TrialReader.read(trial, directory.run(trial), epochs(trial, rung), rung);
  }

  /**
   * Trains a trial; one that fails is a result, too. Empty if it was stopped.
   *
   * @throws SweepException if no trial can be trained any more
   */
  Optional<Ended> train(Trial trial, int rung) {
    long begun = System.nanoTime();
    try {
      RunDirectory run = directory.run(trial);
      SweepDirectory.createFolder(run.path());
      Duration took = runner.run(trial.config().withEpochs(epochs(trial, rung)), run, stop);
      return read(trial, rung).map(result -> new Ended(result, took));
    } catch (SweepException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      return stop.getAsBoolean() ? Optional.empty() : Optional.of(failed(trial, rung, e, took));
    }
  }

  private static Ended failed(Trial trial, int rung, Throwable e, Duration took) {
    String problem = String.valueOf(e.getMessage());
    return new Ended(
        new TrialResult(
            trial,
            rung,
            TrialStatus.FAILED,
            List.of(),
            Optional.empty(),
            took.toMillis() / 1e3,
            Optional.of(problem)),
        took);
  }

  /** Only successive halving decides over the epochs itself. */
  private int epochs(Trial trial, int rung) {
    return config.search().method() == SearchMethod.HALVING
        ? rung
        : trial.config().training().epochs();
  }
}
