package io.github.mnistdl4j.evaluation;

import java.util.List;

/**
 * The result of an evaluation.
 *
 * @param images how many images were evaluated
 * @param loss mean loss an image, with the weights' penalties, as Keras's {@code evaluate}
 * @param accuracy share of the images whose most probable class is right, in [0, 1]
 * @param classes a score for each class, in order
 * @param confusion what was taken for what
 */
public record EvaluationResult(
    int images, double loss, double accuracy, List<ClassScore> classes, ConfusionMatrix confusion) {

  public EvaluationResult {
    classes = List.copyOf(classes);
    if (classes.size() != confusion.classes()) {
      throw new IllegalArgumentException(
          "%d scores for %d classes".formatted(classes.size(), confusion.classes()));
    }
  }
}
