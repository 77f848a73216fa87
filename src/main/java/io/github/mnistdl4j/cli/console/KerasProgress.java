package io.github.mnistdl4j.cli.console;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Prints training as Keras 2 does: a line {@code Epoch 1/5}, then a bar that is redrawn on a
 * terminal and printed once, finished, in a pipe.
 */
public final class KerasProgress implements TrainingCallback {
  private final Console console;
  private final ProgressBar bar;
  private final boolean withLearningRate;
  private int steps;

  /**
   * Prints to a console.
   *
   * @param nanoTime the clock, as {@link System#nanoTime}
   * @param withLearningRate whether each epoch's line ends with the learning rate
   */
  public KerasProgress(Console console, LongSupplier nanoTime, boolean withLearningRate) {
    this.console = console;
    this.bar = new ProgressBar(console, nanoTime);
    this.withLearningRate = withLearningRate;
  }

  @Override
  public void onEpochStart(int epoch, int epochs, int steps) {
    this.steps = steps;
    bar.start(0);
    console.say("Epoch %d/%d", epoch, epochs);
  }

  @Override
  public void onNote(String text) {
    console.say(text);
  }

  @Override
  public void onStep(int step, Score running) {
    if (step == steps || bar.isDue()) {
      bar.draw(step, steps, metrics("", running));
    }
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    double seconds = result.seconds();
    StringBuilder line =
        new StringBuilder(ProgressBar.counted(result.steps(), result.steps()))
            .append(" - %.0fs %s/step".formatted(seconds, perStep(seconds / result.steps())))
            .append(metrics("", result.training()));
    result.validation().ifPresent(score -> line.append(metrics("val_", score)));
    result.test().ifPresent(score -> line.append(metrics("test_", score)));
    if (withLearningRate) {
      line.append(" - learning_rate: ").append(number(result.learningRate()));
    }
    console.say(line.toString());
  }

  /** Returns {@code " - loss: 0.1000 - accuracy: 0.9000"}, with a prefix before both names. */
  public static String metrics(String prefix, Score score) {
    return " - %sloss: %s - %saccuracy: %s"
        .formatted(prefix, number(score.loss()), prefix, number(score.accuracy()));
  }

  /** Returns four decimals, or an exponent where they would hide the number. */
  public static String number(double x) {
    return String.format(Locale.ROOT, Math.abs(x) > 1e-3 ? "%.4f" : "%.4e", x);
  }

  private static String perStep(double seconds) {
    if (seconds >= 1) {
      return Math.round(seconds) + "s";
    }
    return seconds >= 1e-3 ? Math.round(seconds * 1e3) + "ms" : Math.round(seconds * 1e6) + "us";
  }
}
