package io.github.mnistdl4j.prediction.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins parts in a row to wholes so that the sum of their scores is largest, by dynamic programming
 * over all ways to group neighbours (Casey and Lecolinet 1996).
 */
final class BestPath {
  /** Scores a whole of neighbouring parts. */
  interface WholeScore {
    /**
     * Returns how good a whole is: the logarithm of a probability, −∞ for none.
     *
     * @param first of its parts, counted from 0
     * @param end behind its last part
     */
    double of(int first, int end);
  }

  /**
   * A way to group parts.
   *
   * @param ends where the wholes end, each behind its last part; empty if every way has a whole
   *     that scores −∞
   * @param score sum of the wholes' scores
   */
  record Path(List<Integer> ends, double score) {}

  private BestPath() {}

  /**
   * Returns the way with the largest score.
   *
   * @param parts how many there are
   * @param longest most parts of a whole
   */
  static Path of(int parts, int longest, WholeScore score) {
    double[] best = new double[parts + 1];
    int[] from = new int[parts + 1];
    Arrays.fill(best, 1, parts + 1, Double.NEGATIVE_INFINITY);
    for (int end = 1; end <= parts; end++) {
      for (int first = Math.max(0, end - longest); first < end; first++) {
        double sum =
            best[first] == Double.NEGATIVE_INFINITY
                ? best[first]
                : best[first] + score.of(first, end);
        if (sum > best[end]) {
          best[end] = sum;
          from[end] = first;
        }
      }
    }
    List<Integer> ends = new ArrayList<>();
    for (int end = parts; end > 0 && best[parts] > Double.NEGATIVE_INFINITY; end = from[end]) {
      ends.add(0, end);
    }
    return new Path(ends, best[parts]);
  }
}
