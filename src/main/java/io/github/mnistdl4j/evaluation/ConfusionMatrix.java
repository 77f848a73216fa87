package io.github.mnistdl4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

  /** Copies counts, {@code [truth][prediction]}. */
  static ConfusionMatrix of(int[][] counts) {
    return new ConfusionMatrix(
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  /** Returns the share of images that were taken for what they show; NaN without images. */
  double accuracy() {
    int right = 0;
    int all = 0;
    for (int label = 0; label < classes(); label++) {
      right += count(label, label);
      all += images(label);
    }
    return right / (double) all;
  }

  /** Returns the number of images of a class. */
  int images(int truth) {
    return counts.get(truth).stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the number of images taken for a class. */
  int predicted(int prediction) {
    return counts.stream().mapToInt(row -> row.get(prediction)).sum();
  }

  /** Returns the number of images of class {@code truth} taken for {@code prediction}. */
  public int count(int truth, int prediction) {
    return counts.get(truth).get(prediction);
  }

  /** Returns at most so many of the most frequent mistakes, the most frequent first. */
  public List<MixUp> mixUps(int limit) {
    List<MixUp> mixUps = new ArrayList<>();
    for (int truth = 0; truth < classes(); truth++) {
      for (int predicted = 0; predicted < classes(); predicted++) {
        if (truth != predicted && count(truth, predicted) > 0) {
          mixUps.add(new MixUp(truth, predicted, count(truth, predicted)));
        }
      }
    }
    mixUps.sort(Comparator.comparingInt(MixUp::count).reversed());
    return List.copyOf(mixUps.subList(0, Math.min(limit, mixUps.size())));
  }

  /** Returns the number of classes. */
  public int classes() {
    return counts.size();
  }
}
