package io.github.mnistdl4j.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Measures how numbers depend on others, or on groups, by their ranks alone. */
public final class RankStatistics {
  private RankStatistics() {}

  /** Returns Spearman's rank correlation (Spearman 1904), in [-1, 1]; 0 if one never varies. */
  public static double correlation(double[] a, double[] b) {
    double[] x = ranks(a);
    double[] y = ranks(b);
    double middle = (a.length + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < a.length; i++) {
      xy += (x[i] - middle) * (y[i] - middle);
      xx += (x[i] - middle) * (x[i] - middle);
      yy += (y[i] - middle) * (y[i] - middle);
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  }

  /** Returns ranks from 1, the mean of theirs for equal numbers. */
  private static double[] ranks(double[] numbers) {
    return DoubleStream.of(numbers)
        .map(
            each ->
                DoubleStream.of(numbers).filter(other -> other < each).count()
                    + (DoubleStream.of(numbers).filter(other -> other == each).count() + 1) / 2.0)
        .toArray();
  }

  /**
   * Returns the share of the ranks' variance that groups explain, in [0, 1], less what chance does:
   * η² from the H of Kruskal and Wallis (1952), (H − k + 1) / (n − k) of k groups (Tomczak and
   * Tomczak 2014).
   */
  public static double explained(List<String> groups, double[] numbers) {
    double[] ranks = ranks(numbers);
    double middle = (ranks.length + 1) / 2.0;
    Map<String, List<Double>> byGroup = new HashMap<>();
    double total = 0;
    for (int i = 0; i < ranks.length; i++) {
      byGroup.computeIfAbsent(groups.get(i), key -> new ArrayList<>()).add(ranks[i] - middle);
      total += (ranks[i] - middle) * (ranks[i] - middle);
    }
    double between = 0;
    for (List<Double> group : byGroup.values()) {
      double sum = group.stream().mapToDouble(Double::doubleValue).sum();
      between += sum * sum / group.size();
    }
    int n = ranks.length;
    int k = byGroup.size();
    if (total == 0 || k < 2 || n <= k) {
      return 0;
    }
    double h = (n - 1) * between / total;
    return Math.max(0, Math.min(1, (h - k + 1) / (n - k)));
  }
}
