package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.RepetitionReport;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.Repetition;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.util.function.Supplier;
import picocli.CommandLine.ExitCode;

/** How a training starts: afresh, where an earlier one ended, or as a finished one started. */
sealed interface TrainingStart {
  /** Returns the effective configuration. */
  AppConfig config();

  /** Returns the first line to print. */
  String headline();

  /**
   * Checks the images.
   *
   * @throws io.github.mnistdl4j.run.RunException if they must be others
   */
  default void requireSameImages(TrainTest images) {}

  /** Returns the run's directory: a new one, unless the run goes on. */
  default RunDirectory directory(Supplier<RunDirectory> create) {
    return create.get();
  }

  /** Does what is left to do after a training; returns the exit code. */
  default int afterwards(int exitCode, RunDirectory trained, Console console) {
    return exitCode;
  }

  /** A new run of a configuration file. */
  record Fresh(AppConfig config, String source) implements TrainingStart {
    @Override
    public String headline() {
      return "Configuration: " + source;
    }
  }

  /** A run that is resumed; its checkpoint is of the same images, or is refused. */
  record Resume(AppConfig config, RunDirectory before) implements TrainingStart {
    @Override
    public String headline() {
      return "Resuming " + before.path();
    }

    @Override
    public RunDirectory directory(Supplier<RunDirectory> create) {
      return before;
    }

    @Override
    public void requireSameImages(TrainTest images) {
      new SavedRun(before).requireSameImages(images);
    }
  }

  /** A new run that repeats a finished one and is compared with it. */
  record Repeat(AppConfig config, Repetition repetition) implements TrainingStart {
    @Override
    public String headline() {
      return "Repeating " + repetition.name();
    }

    @Override
    public void requireSameImages(TrainTest images) {
      repetition.requireSameImages(images);
    }

    @Override
    public int afterwards(int exitCode, RunDirectory trained, Console console) {
      return exitCode == ExitCode.OK
          ? new RepetitionReport(console, repetition.name(), repetition.compare(trained)).print()
          : exitCode;
    }
  }
}
