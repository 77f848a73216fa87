package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.run.RunDirectory;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Trains trials: in this process, or on a cluster. */
public interface TrialRunner {

  /** Trials that it takes at once, at least 1; it may let some of them wait. */
  int parallel();

  /** Where it trains them, in words that go on after "24 trials": such as {@code 2 at once}. */
  String place();

  /**
   * Trains until the configuration's epochs are done, from the beginning or from where the
   * directory's checkpoints are, and leaves an ordinary run directory. Called by several threads at
   * once, each with a directory of its own.
   *
   * @param stop whether to end early; what was learned is kept then, where that is possible
   * @return time that the training took, without waiting for its turn
   */
  Duration run(RunConfig config, RunDirectory directory, BooleanSupplier stop);
}
