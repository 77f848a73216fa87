package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.Score;
import java.util.Optional;

/**
 * A row of {@code metrics.csv}.
 *
 * @param epoch from 1
 * @param training means over the epoch's batches
 * @param validation on the images held out from training, if any
 * @param test on the test set, if it was evaluated
 * @param seconds of the training alone, without evaluations
 */
public record EpochMetrics(
    int epoch, Score training, Optional<Score> validation, Optional<Score> test, double seconds) {}
