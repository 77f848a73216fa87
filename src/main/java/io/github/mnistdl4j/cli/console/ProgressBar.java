package io.github.mnistdl4j.cli.console;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A progress bar on a console's last line, as Keras 2 draws it. Many small steps should draw it
 * only when it is due. Used by one thread.
 */
public final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = Duration.ofMillis(50).toNanos();

  private final Console console;
  private final LongSupplier nanoTime;
  private int doneBefore;
  private long started;
  private long drawn;

  /**
   * Starts a bar without drawing it.
   *
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  public ProgressBar(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    start(0);
  }

  /**
   * Starts anew without drawing.
   *
   * @param done what was done before, which says nothing about the speed
   */
  public void start(int done) {
    doneBefore = done;
    started = nanoTime.getAsLong();
    drawn = started;
  }

  /**
   * Returns whether 50 ms have passed since the start or the last drawing; never where nothing is
   * drawn.
   */
  public boolean isDue() {
    return console.redraws() && nanoTime.getAsLong() - drawn >= REDRAW_NANOS;
  }

  /** Draws {@code 3/4 [=====>..] - ETA: 5s} and what follows it. */
  public void draw(int done, int total, String details) {
    double seconds = (nanoTime.getAsLong() - started) / 1e9;
    double left = done > doneBefore ? seconds / (done - doneBefore) * (total - done) : 0;
    draw("%s - ETA: %s%s".formatted(counted(done, total), eta(left), details));
  }

  /** Draws a line. */
  public void draw(String line) {
    drawn = nanoTime.getAsLong();
    console.redraw(line);
  }

  /** Returns {@code 3/4 [=====>..]}. */
  public static String counted(int done, int total) {
    int digits = Integer.toString(total).length();
    return ("%" + digits + "d/%d %s").formatted(done, total, of(done, total));
  }

  /** Returns {@code [=====>..]}, 32 characters for a share of the work. */
  public static String of(double done, double total) {
    int full = (int) (WIDTH * done / total);
    String bar = full == 0 ? "" : "=".repeat(full - 1) + (done < total ? ">" : "=");
    return "[" + bar + ".".repeat(WIDTH - full) + "]";
  }

  /** Returns {@code 2s}, {@code 1:05} or {@code 1:00:05}. */
  private static String eta(double seconds) {
    long s = (long) seconds;
    if (s >= 3600) {
      return "%d:%02d:%02d".formatted(s / 3600, s % 3600 / 60, s % 60);
    }
    return s >= 60 ? "%d:%02d".formatted(s / 60, s % 60) : s + "s";
  }
}
