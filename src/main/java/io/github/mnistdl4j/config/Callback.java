package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.ScalarReader;
import io.github.mnistdl4j.config.binding.Validated;
import java.nio.file.Path;
import java.util.Optional;

/** What acts when an epoch has ended. Names, monitors and defaults are those of Keras. */
public sealed interface Callback {

  /** The number that decides, if one does. */
  default Optional<Monitor> decidedBy() {
    return Optional.empty();
  }

  /**
   * Ends training when a number gets no better.
   *
   * @param minDelta less of a change is none
   * @param patience epochs without a better one that are waited for
   * @param restoreBestWeights whether the kept network is that of the best epoch
   */
  record EarlyStopping(
      @Key(value = KeepBest.MONITOR, byDefault = "val-loss") Monitor monitor,
      @Key(value = KeepBest.MODE, byDefault = "auto") MonitorMode mode,
      @Key(value = "Less of a change is none.", byDefault = "0.0", min = 0, max = 1000)
          double minDelta,
      @Key(value = "Epochs to wait for a better one.", byDefault = "0", min = 0, max = 100_000)
          int patience,
      @Key(value = "Whether the best epoch's network is kept.", byDefault = "false")
          boolean restoreBestWeights)
      implements Callback {
    @Override
    public Optional<Monitor> decidedBy() {
      return Optional.of(monitor);
    }
  }

  /**
   * Makes the learning rate smaller when a number gets no better.
   *
   * @param factor the learning rate is multiplied by it
   * @param patience epochs without a better one that are waited for
   * @param minDelta less of a change is none
   * @param cooldown epochs after a change that do not count
   * @param minLr the smallest learning rate
   */
  record ReduceLrOnPlateau(
      @Key(value = KeepBest.MONITOR, byDefault = "val-loss") Monitor monitor,
      @Key(value = KeepBest.MODE, byDefault = "auto") MonitorMode mode,
      @Key(value = "The learning rate is multiplied by it.", byDefault = "0.1", min = 0, below = 1)
          double factor,
      @Key(value = "Epochs to wait for a better one.", byDefault = "10", min = 0, max = 100_000)
          int patience,
      @Key(value = "Less of a change is none.", byDefault = "0.0001", min = 0, max = 1000)
          double minDelta,
      @Key(value = "Epochs after a change that do not count.", byDefault = "0", min = 0, max = 1e5)
          int cooldown,
      @Key(value = "The smallest learning rate.", byDefault = "0.0", min = 0, max = 1000)
          double minLr)
      implements Callback {
    @Override
    public Optional<Monitor> decidedBy() {
      return Optional.of(monitor);
    }
  }

  /**
   * Keeps the network of every epoch in the run's folder {@code models}, or the best one's alone.
   */
  record ModelCheckpoint(
      @Key(value = KeepBest.MONITOR, byDefault = "val-loss") Monitor monitor,
      @Key(value = KeepBest.MODE, byDefault = "auto") MonitorMode mode,
      @Key(value = "Only the best epoch's, instead of every one's.", byDefault = "false")
          boolean saveBestOnly)
      implements Callback {
    @Override
    public Optional<Monitor> decidedBy() {
      return saveBestOnly ? Optional.of(monitor) : Optional.empty();
    }
  }

  /**
   * Writes a row an epoch as Keras does: epochs from 0, then the numbers in the order of their
   * names. {@code metrics.csv} is written in any case.
   *
   * @param filename in the run directory
   * @param separator between the columns
   */
  record CsvLogger(
      @Key(value = "A file in the run directory.", byDefault = "history.csv") Path filename,
      @Key(value = "What stands between the columns.", byDefault = "comma") Separator separator)
      implements Callback, Validated {
    @Override
    public void check(ProblemSink problems) {
      if (!filename.toString().matches("[\\w-][\\w.-]{0,79}\\.(csv|tsv|txt|log)")
          || filename.toString().matches("(?i)metrics\\.csv|train\\.log")) {
        problems.add(
            "filename",
            "must be the name of a file ending in .csv, .tsv, .txt or .log that is not one of the run's own, but is %s",
            ScalarReader.shortened(filename.toString()));
      }
    }
  }

  /** What stands between columns. */
  enum Separator {
    /** {@code ,} */
    COMMA(","),
    /** {@code ;} */
    SEMICOLON(";"),
    /** A tabulator. */
    TAB("\t");

    private final String text;

    Separator(String text) {
      this.text = text;
    }

    /** The character. */
    public String text() {
      return text;
    }
  }

  /** Ends training when a loss is no number: always so here, whether it is listed or not. */
  record TerminateOnNan() implements Callback {}
}
