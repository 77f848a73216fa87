package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Prints training as Keras 2 does: a line {@code Epoch 1/5}, then a bar that is redrawn on a
 * terminal and printed once, finished, in a pipe.
 */
public final class KerasProgress implements TrainingCallback {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = Duration.ofMillis(50).toNanos();

  private final Console console;
  private final LongSupplier nanoTime;
  private final boolean withLearningRate;
  private int steps;
  private long started;
  private long drawn;

  /**
   * A progress display.
   *
   * @param nanoTime the clock, as {@link System#nanoTime}
   * @param withLearningRate whether to show it at the end of each epoch
   */
  public KerasProgress(Console console, LongSupplier nanoTime, boolean withLearningRate) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.withLearningRate = withLearningRate;
  }

  @Override
  public void onEpochStart(int epoch, int epochs, int steps) {
    this.steps = steps;
    this.started = nanoTime.getAsLong();
    this.drawn = started;
    console.say("Epoch %d/%d", epoch, epochs);
  }

  @Override
  public void onNote(String text) {
    console.say(text);
  }

  @Override
  public void onStep(int step, Score running) {
    long now = nanoTime.getAsLong();
    if (step < steps && now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double eta = (now - started) / 1e9 / step * (steps - step);
    console.redraw("%s - ETA: %s%s".formatted(bar(step), eta(eta), metrics("", running)));
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    double seconds = result.seconds();
    StringBuilder line =
        new StringBuilder(bar(result.steps()))
            .append(" - %.0fs %s/step".formatted(seconds, perStep(seconds / result.steps())))
            .append(metrics("", result.training()));
    result.validation().ifPresent(score -> line.append(metrics("val_", score)));
    result.test().ifPresent(score -> line.append(metrics("test_", score)));
    if (withLearningRate) {
      line.append(" - learning_rate: ").append(number(result.learningRate()));
    }
    console.say(line.toString());
  }

  private String bar(int step) {
    int done = (int) ((long) WIDTH * step / steps);
    String head = step < steps ? ">" : "=";
    String bar = done == 0 ? "" : "=".repeat(done - 1) + head;
    int digits = Integer.toString(steps).length();
    return ("%" + digits + "d/%d [%s%s]").formatted(step, steps, bar, ".".repeat(WIDTH - done));
  }

  private static String metrics(String prefix, Score score) {
    return " - %sloss: %s - %saccuracy: %s"
        .formatted(prefix, number(score.loss()), prefix, number(score.accuracy()));
  }

  /** Four decimals, or an exponent for what would vanish in them. */
  public static String number(double x) {
    return String.format(Locale.ROOT, Math.abs(x) > 1e-3 ? "%.4f" : "%.4e", x);
  }

  /** {@code 2s}, {@code 1:05}, {@code 1:00:05}. */
  public static String eta(double seconds) {
    long s = (long) seconds;
    if (s >= 3600) {
      return "%d:%02d:%02d".formatted(s / 3600, s % 3600 / 60, s % 60);
    }
    return s >= 60 ? "%d:%02d".formatted(s / 60, s % 60) : s + "s";
  }

  private static String perStep(double seconds) {
    if (seconds >= 1) {
      return Math.round(seconds) + "s";
    }
    return seconds >= 1e-3 ? Math.round(seconds * 1e3) + "ms" : Math.round(seconds * 1e6) + "us";
  }
}
