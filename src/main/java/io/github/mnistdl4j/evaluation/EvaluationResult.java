package io.github.mnistdl4j.evaluation;

import java.util.List;

/**
 * The result of an evaluation.
 *
 * @param images number of images
 * @param loss mean loss per image, with the weights' penalties, as Keras's {@code evaluate}
 * @param accuracy share of the images whose most probable class is right, in [0, 1]
 * @param classes one score per class, in order
 * @param confusion how often each class was taken for each
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
