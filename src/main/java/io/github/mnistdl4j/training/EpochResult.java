package io.github.mnistdl4j.training;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of one epoch.
 *
 * @param epoch from 1
 * @param steps batches trained on; 0 if read back from {@code metrics.csv}, which lacks them
 * @param training means over the epoch's batches, each scored before its own update, as Keras
 * @param validation on the images held out from training, if any
 * @param test on the test set, if it was evaluated
 * @param learningRate of the last step
 * @param duration of the training alone, without evaluations
 */
public record EpochResult(
    int epoch,
    int steps,
    Score training,
    Optional<Score> validation,
    Optional<Score> test,
    double learningRate,
    Duration duration) {

  /** Takes null for what JSON has no value of. */
  public EpochResult {
    validation = Objects.requireNonNullElse(validation, Optional.empty());
    test = Objects.requireNonNullElse(test, Optional.empty());
  }

  /**
   * Returns the number of the last of some epochs, 0 if there is none: the first ones are missing
   * where a network that another program trained is trained on.
   */
  public static int last(List<EpochResult> epochs) {
    return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).epoch();
  }

  /** Returns whether all losses are finite: finite weights can have infinite outputs. */
  boolean isFinite() {
    return Stream.of(Optional.of(training), validation, test)
        .flatMap(Optional::stream)
        .allMatch(score -> Double.isFinite(score.loss()));
  }

  /** Returns the duration in seconds. */
  public double seconds() {
    return duration.toNanos() / 1e9;
  }
}
