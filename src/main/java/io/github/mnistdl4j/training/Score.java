package io.github.mnistdl4j.training;

import io.github.mnistdl4j.evaluation.EvaluationResult;

/**
 * Loss and accuracy over a number of images.
 *
 * @param loss mean loss per image
 * @param accuracy share of correct answers, in [0, 1]
 */
public record Score(double loss, double accuracy) {
  /** Returns the loss and accuracy of an evaluation. */
  public static Score of(EvaluationResult evaluation) {
    return new Score(evaluation.loss(), evaluation.accuracy());
  }
}
