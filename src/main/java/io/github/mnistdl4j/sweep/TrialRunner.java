package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.run.RunDirectory;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Trains trials, in this process or on a cluster. */
public interface TrialRunner {

  /** Returns how many trials it takes at once, at least 1; it may let some of them wait. */
  int parallel();

  /** Returns where it trains them, in words that follow "24 trials": such as {@code 2 at once}. */
  String place();

  /**
   * Trains until the configuration's epochs are done, from the newest of the directory's
   * checkpoints if it has any, and leaves an ordinary run directory. Called by several threads at
   * once, each with a directory of its own.
   *
   * @param stop whether to end early; what was learned is kept if possible
   * @return time that the training took, without waiting for its turn
   */
  Duration run(AppConfig config, RunDirectory directory, BooleanSupplier stop);
}
