package io.github.mnistdl4j.evaluation;

import java.util.List;

/**
 * Counts how often each class was taken for each.
 *
 * @param counts {@code counts.get(truth).get(prediction)}: a row is what the images show, a column
 *     what the network predicted
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    int classes = counts.size();
    if (counts.stream().anyMatch(row -> row.size() != classes)) {
      throw new IllegalArgumentException("a confusion matrix has as many columns as rows");
    }
  }

  /** Returns the number of images of class {@code truth} taken for {@code prediction}. */
  public int count(int truth, int prediction) {
    return counts.get(truth).get(prediction);
  }

  /** Returns the number of classes. */
  public int classes() {
    return counts.size();
  }
}
