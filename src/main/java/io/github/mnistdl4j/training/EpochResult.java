package io.github.mnistdl4j.training;

import io.github.mnistdl4j.evaluation.EvaluationResult;
import java.time.Duration;
import java.util.Optional;

/**
 * The result of one epoch.
 *
 * @param epoch from 1
 * @param steps batches trained on
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
    Optional<EvaluationResult> test,
    double learningRate,
    Duration duration) {}
