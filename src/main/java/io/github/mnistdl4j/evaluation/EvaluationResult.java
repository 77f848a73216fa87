package io.github.mnistdl4j.evaluation;

import java.util.List;
import java.util.Locale;

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

  /**
   * Explains the difference between training and test accuracy, the point of the tutorial.
   *
   * @param epoch when the training accuracy was measured, such as "its last epoch"
   */
  public String gap(String epoch, double trainingAccuracy) {
    double points = 100 * (trainingAccuracy - accuracy);
    return String.format(
        Locale.ROOT,
        "In %s the network was right about %.2f %% of its training images, and it is about %.2f %%"
            + " of the test images: %.2f points %s.",
        epoch,
        100 * trainingAccuracy,
        100 * accuracy,
        Math.abs(points),
        points > 0 ? "less. This gap is overfitting" : "more, so no overfitting so far");
  }
}
