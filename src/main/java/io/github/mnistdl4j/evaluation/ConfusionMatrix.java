package io.github.mnistdl4j.evaluation;

import java.util.List;

/**
 * How often each class was taken for each.
 *
 * @param counts {@code counts.get(truth).get(prediction)}: a row is what the images show, a column
 *     what the network said
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    int classes = counts.size();
    if (counts.stream().anyMatch(row -> row.size() != classes)) {
      throw new IllegalArgumentException("a confusion matrix has as many columns as rows");
    }
  }

  /** Images of class {@code truth} that the network took for {@code prediction}. */
  public int count(int truth, int prediction) {
    return counts.get(truth).get(prediction);
  }

  /** Number of classes. */
  public int classes() {
    return counts.size();
  }
}
