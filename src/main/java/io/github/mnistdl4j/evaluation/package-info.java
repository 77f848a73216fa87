/**
 * What a network is worth on images it has not learned from: {@code Evaluator} measures, {@code
 * Evaluation} and {@code ConfusionMatrix} are the immutable result.
 */
@NullMarked
package io.github.mnistdl4j.evaluation;

import org.jspecify.annotations.NullMarked;
