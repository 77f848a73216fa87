package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.prediction.Prediction;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Prints predictions as they come: the lines to standard output, what went wrong and a bar to
 * standard error. Used by one thread.
 */
final class PredictionPrinter {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = Duration.ofMillis(50).toNanos();

  private final PredictionLines lines;
  private final PrintWriter out;
  private final Console progress;
  private final LongSupplier nanoTime;
  private long drawn;
  private long images;

  /**
   * A printer; prints the header at once.
   *
   * @param progress where the bar and problems go
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  PredictionPrinter(
      PredictionLines lines, PrintWriter out, Console progress, LongSupplier nanoTime) {
    this.lines = lines;
    this.out = out;
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.drawn = nanoTime.getAsLong();
    print(lines.header());
  }

  /**
   * Prints what an image shows.
   *
   * @param done share of the work that is done, in [0, 1]
   * @return whether anybody still reads it
   */
  boolean prediction(String file, OptionalLong index, Prediction prediction, double done) {
    images++;
    long now = nanoTime.getAsLong();
    if (now - drawn > REDRAW_NANOS) {
      drawn = now;
      int bar = (int) (WIDTH * done);
      progress.redraw(
          "[%s>%s] %3d%% - %d images"
              .formatted("=".repeat(bar), ".".repeat(WIDTH - bar), (int) (100 * done), images));
    }
    return print(lines.prediction(file, index, prediction));
  }

  /** Reports a file that cannot be used. */
  void problem(String file, String problem) {
    List<String> told = lines.problem(file, problem);
    print(told);
    if (told.isEmpty()) {
      progress.result("%s %s.".formatted(file, problem).replaceAll("\\p{Cntrl}", "?"));
    }
  }

  /** Removes the bar. */
  void end() {
    progress.redraw("");
    progress.erase();
  }

  private boolean print(List<String> text) {
    text.forEach(out::println);
    return !out.checkError(); // a pipe that was closed, as by head
  }
}
