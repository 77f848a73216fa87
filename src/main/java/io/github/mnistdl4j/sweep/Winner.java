package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * The best configuration of a sweep, to be trained on all training images and tested, once.
 *
 * @param best as the trials judged it
 * @param config see {@link FinalTraining#config}
 * @param directory of its run
 */
public record Winner(Candidate best, AppConfig config, RunDirectory directory) {

  /** Returns the winner of a sweep that has one. */
  public static Winner of(SweepResult result, SweepDirectory sweep) {
    Candidate best = result.best().orElseThrow();
    AppConfig config = FinalTraining.config(result.config(), best);
    return new Winner(best, config, sweep.winner(config));
  }

  /** Returns whether it was trained to its end before. */
  public boolean isTrained() {
    return new SavedRun(directory)
        .provenance()
        .filter(provenance -> provenance.status() == Provenance.Status.FINISHED)
        .isPresent();
  }

  /** Trains and tests it; see {@link TrainingRun#train}. */
  public RunResult train(
      TrainTest data, Clock clock, TrainingCallback callback, BooleanSupplier stopRequested) {
    return new TrainingRun(config, data, directory, clock).train(callback, stopRequested);
  }
}
