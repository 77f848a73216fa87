package io.github.mnistdl4j.evaluation;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which of the same images two networks are wrong about; the images by their index in the split.
 *
 * @param images number of images
 * @param both those that both are wrong about
 * @param onlyFirst those that only the first is wrong about
 * @param onlySecond those that only the second is wrong about
 */
public record PairedMistakes(
    int images, List<Integer> both, List<Integer> onlyFirst, List<Integer> onlySecond) {

  public PairedMistakes {
    both = List.copyOf(both);
    onlyFirst = List.copyOf(onlyFirst);
    onlySecond = List.copyOf(onlySecond);
  }

  /**
   * Compares two networks' answers.
   *
   * @throws IllegalArgumentException if they are about different numbers of images
   */
  public static PairedMistakes of(Answers first, Answers second) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "%d and %d images cannot be compared one by one".formatted(first.size(), second.size()));
    }
    return new PairedMistakes(
        first.size(),
        images(first, i -> !first.isRight(i) && !second.isRight(i)),
        images(first, i -> !first.isRight(i) && second.isRight(i)),
        images(first, i -> first.isRight(i) && !second.isRight(i)));
  }

  private static List<Integer> images(Answers answers, IntPredicate which) {
    return IntStream.range(0, answers.size()).filter(which).boxed().toList();
  }

  /** Returns the second network's accuracy less the first's, in [-1, 1]. */
  public double difference() {
    return (onlyFirst.size() - onlySecond.size()) / (double) Math.max(1, images);
  }

  /**
   * Returns how probable a difference at least as large as this one is if both networks are equally
   * good, in [0, 1]: McNemar's test (McNemar 1947) in its exact form, the two-sided binomial test
   * of the images that only one of them is wrong about, for any number of them. Its usual form, χ²
   * with continuity correction (Edwards 1948), approximates it for 25 or more.
   */
  public double p() {
    int n = onlyFirst.size() + onlySecond.size();
    int fewer = Math.min(onlyFirst.size(), onlySecond.size());
    double logarithm = -n * Math.log(2); // of the probability of k = 0, of C(n, k) / 2^n
    double tail = 0;
    for (int k = 0; k <= fewer; k++) {
      tail += Math.exp(logarithm);
      logarithm += Math.log(n - k) - Math.log(k + 1.0);
    }
    return Math.min(1, 2 * tail);
  }
}
