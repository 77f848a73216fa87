package io.github.mnistdl4j.evaluation;

import java.util.Optional;

/** Compares this project's confusion matrix of some images with another program's. */
public final class CountComparison {
  /** Outputs closer than this may swap their order in another computation. */
  private static final float TIE = 1e-5f;

  private final Answers answers;
  private final int[][] least;
  private final int[][] most;
  private int ties;

  /** Prepares a comparison with this project's answers and their confusion matrix. */
  public CountComparison(Answers answers, ConfusionMatrix ours) {
    this.answers = answers;
    this.least = counts(ours);
    this.most = counts(ours);
    for (int image = 0; image < answers.size(); image++) {
      allowTies(image);
    }
  }

  /** Returns how many images have two largest outputs that differ by less than 1e-5. */
  public int ties() {
    return ties;
  }

  /** Returns the first difference that such images do not explain, as a sentence. */
  public Optional<String> difference(ConfusionMatrix theirs) {
    int classes = theirs.classes();
    for (int truth = 0; truth < classes; truth++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        int count = theirs.count(truth, predicted);
        if (count < least[truth][predicted] || count > most[truth][predicted]) {
          return Optional.of(sentence(truth, predicted, count));
        }
      }
    }
    return Optional.empty();
  }

  private void allowTies(int image) {
    int truth = answers.truth(image);
    int predicted = answers.predicted(image);
    boolean tie = false;
    for (int label = 0; label < least.length; label++) {
      if (label != predicted && answers.confidence(image) - answers.output(image, label) < TIE) {
        most[truth][label]++;
        tie = true;
      }
    }
    if (tie) {
      least[truth][predicted]--;
      ties++;
    }
  }

  private String sentence(int truth, int predicted, int count) {
    int from = least[truth][predicted];
    int to = most[truth][predicted];
    return "Of the images of class %d, Deeplearning4j counts %d as class %d, this project %s."
        .formatted(truth, count, predicted, from == to ? from : from + " to " + to);
  }

  private static int[][] counts(ConfusionMatrix matrix) {
    return matrix.counts().stream()
        .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
