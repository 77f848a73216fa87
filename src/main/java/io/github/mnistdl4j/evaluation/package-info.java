/**
 * Evaluates networks on images that they were not trained on: {@code Evaluator} measures, {@code
 * EvaluationResult} and {@code ConfusionMatrix} are the immutable result.
 */
@NullMarked
package io.github.mnistdl4j.evaluation;

import org.jspecify.annotations.NullMarked;
