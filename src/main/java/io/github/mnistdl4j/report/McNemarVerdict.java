package io.github.mnistdl4j.report;

import io.github.mnistdl4j.evaluation.PairedMistakes;
import java.util.Locale;

/** Puts the result of McNemar's test into words. */
final class McNemarVerdict {
  /** Differences less probable than this by chance are called more than chance. */
  private static final double SIGNIFICANT = 0.05;

  /** Smaller probabilities are not told apart. */
  private static final double LEAST = 1e-6;

  private McNemarVerdict() {}

  /** Returns how often each of two runs is wrong alone, and what that says. */
  static String of(String a, String b, PairedMistakes mistakes) {
    int onlyA = mistakes.onlyFirst().size();
    int onlyB = mistakes.onlySecond().size();
    String counts =
        "Of %s test images %s is wrong about %s that %s is right about, and %s about %s that %s is right about"
            .formatted(
                Numbers.count(mistakes.images()),
                a,
                Numbers.count(onlyA),
                b,
                b,
                Numbers.count(onlyB),
                a);
    if (onlyA == onlyB) {
      return counts + ": both are right equally often.";
    }
    double p = mistakes.p();
    return "%s. So %s is better by %s points: %s than chance would give in %s (McNemar’s exact test, p %s)."
        .formatted(
            counts,
            onlyA > onlyB ? b : a,
            Numbers.points(Math.abs(mistakes.difference())).substring(1),
            p < SIGNIFICANT ? "more" : "no more",
            cases(p),
            p < LEAST ? "< 0.000001" : String.format(Locale.ROOT, "= %.2g", p));
  }

  /** Returns a probability as {@code 1 of 1,000 cases}. */
  static String cases(double p) {
    if (p < LEAST) {
      return "1 of 1,000,000 cases";
    }
    long of = 100;
    while (Math.round(10 * p * of) < 10) {
      of *= 10;
    }
    return "%s of %s cases".formatted(Math.round(p * of), Numbers.count(of));
  }
}
