package io.github.mnistdl4j.training;

import io.github.mnistdl4j.evaluation.Evaluation;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one epoch gave.
 *
 * @param epoch from 1
 * @param steps batches trained on
 * @param training means over the epoch's batches, each scored before its own update, as Keras
 * @param validation on the images held out from training, if any
 * @param test on the test set, if it was evaluated
 * @param duration of the training alone, without evaluations
 */
public record EpochResult(
    int epoch,
    int steps,
    Score training,
    Optional<Score> validation,
    Optional<Evaluation> test,
    Duration duration) {

  /** Whether every loss is a number; finite weights can have outputs that are none. */
  boolean isFinite() {
    return Stream.of(Optional.of(training), validation, test.map(Score::of))
        .flatMap(Optional::stream)
        .allMatch(score -> Double.isFinite(score.loss()));
  }
}
