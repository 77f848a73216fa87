package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.ScalarReader;
import io.github.mnistdl4j.config.binding.Validated;
import java.nio.file.Path;
import java.util.Optional;

/** What happens at the end of each epoch. Names, monitors and defaults are those of Keras. */
public sealed interface Callback {

  /** Returns the metric that it goes by, if it does by one. */
  default Optional<Monitor> decidedBy() {
    return Optional.empty();
  }

  /** Stops training when a metric no longer improves. */
  record EarlyStopping(
      @Key(value = KeepBest.MONITOR, byDefault = "val-loss") Monitor monitor,
      @Key(value = KeepBest.MODE, byDefault = "auto") MonitorMode mode,
      @Key(value = MIN_DELTA, byDefault = "0.0", in = "[0, 1000]") double minDelta,
      @Key(value = "Epochs without improvement before stopping.", byDefault = "0", in = "[0, 1e5]")
          int patience,
      @Key(value = "Whether to keep the best epoch's network.", byDefault = "false")
          boolean restoreBestWeights)
      implements Callback {
    @Override
    public Optional<Monitor> decidedBy() {
      return Optional.of(monitor);
    }
  }

  /** Reduces the learning rate when a metric no longer improves. */
  record ReduceLrOnPlateau(
      @Key(value = KeepBest.MONITOR, byDefault = "val-loss") Monitor monitor,
      @Key(value = KeepBest.MODE, byDefault = "auto") MonitorMode mode,
      @Key(value = "Factor to reduce the learning rate by.", byDefault = "0.1", in = "[0, 1)")
          double factor,
      @Key(value = "Epochs without improvement before reducing.", byDefault = "10", in = "[0, 1e5]")
          int patience,
      @Key(value = MIN_DELTA, byDefault = "0.0001", in = "[0, 1000]") double minDelta,
      @Key(value = "Epochs after a reduction that do not count.", byDefault = "0", in = "[0, 1e5]")
          int cooldown,
      @Key(value = "Lower bound of the learning rate.", byDefault = "0.0", in = "[0, 1000]")
          double minLr)
      implements Callback {
    @Override
    public Optional<Monitor> decidedBy() {
      return Optional.of(monitor);
    }
  }

  /** Saves each epoch's network, or only the best one's, in the run's folder {@code models}. */
  record ModelCheckpoint(
      @Key(value = KeepBest.MONITOR, byDefault = "val-loss") Monitor monitor,
      @Key(value = KeepBest.MODE, byDefault = "auto") MonitorMode mode,
      @Key(value = "Save only the best epoch's network.", byDefault = "false") boolean saveBestOnly)
      implements Callback {
    @Override
    public Optional<Monitor> decidedBy() {
      return saveBestOnly ? Optional.of(monitor) : Optional.empty();
    }
  }

  /**
   * Writes one row per epoch as Keras does: epochs from 0, then the metrics in the order of their
   * names. {@code metrics.csv} is written in any case.
   */
  record CsvLogger(
      @Key(value = "Name of the file in the run directory.", byDefault = "history.csv")
          Path filename,
      @Key(value = "Column separator.", byDefault = "comma") Separator separator)
      implements Callback, Validated {
    @Override
    public void check(ProblemSink problems) {
      if (!filename.toString().matches("[\\w-][\\w.-]{0,79}\\.(csv|tsv|txt|log)")
          || filename.toString().matches("(?i)(metrics|steps)\\.csv|train\\.log")) {
        problems.add(
            "filename",
            "must be the name of a file ending in .csv, .tsv, .txt or .log that is not one of the run's own, but is %s",
            ScalarReader.shortened(filename.toString()));
      }
    }
  }

  /** A column separator. */
  enum Separator {
    /** {@code ,} */
    COMMA(","),
    /** {@code ;} */
    SEMICOLON(";"),
    /** A tab. */
    TAB("\t");

    private final String text;

    Separator(String text) {
      this.text = text;
    }

    /** Returns the character. */
    public String text() {
      return text;
    }
  }

  /** Stops training when the loss is NaN or infinite; this happens whether it is listed or not. */
  record TerminateOnNan() implements Callback {}

  String MIN_DELTA = "Smallest change that counts as an improvement.";
}
