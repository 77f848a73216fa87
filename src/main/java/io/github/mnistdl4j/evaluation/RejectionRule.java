package io.github.mnistdl4j.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Refuses images that look like nothing that a network has learned: those whose score is below a
 * threshold.
 *
 * @param score what is compared
 * @param threshold the least score that is not refused
 * @param digitsRefused share of the digits below it that it was set by, in [0, 1]
 * @param nonDigitsRefused share of the images below it that show no digit, in [0, 1]
 */
public record RejectionRule(
    RejectionScore score, double threshold, double digitsRefused, double nonDigitsRefused) {

  /**
   * Sets a rule: the score that tells digits from other images best, by the area under its ROC
   * curve, the first of equal ones, and the threshold below which a share of the digits is.
   *
   * @param digits a network's outputs before the last activation, as are {@code others}
   * @param others to images that show no digit
   * @param rate share of the digits to refuse, in [0, 1)
   */
  public static RejectionRule of(Answers digits, Answers others, double rate) {
    List<RejectionScore> scores =
        digits.digits().info().hasNone()
            ? List.of(RejectionScore.NONE, RejectionScore.ENERGY, RejectionScore.MAX_PROBABILITY)
            : List.of(RejectionScore.ENERGY, RejectionScore.MAX_PROBABILITY);
    return scores.stream()
        .map(score -> new Compared(score, sorted(score, digits), sorted(score, others)))
        .max(Comparator.comparingDouble(Compared::area))
        .map(best -> best.rule(rate))
        .orElseThrow();
  }

  private static double[] sorted(RejectionScore score, Answers answers) {
    return IntStream.range(0, answers.size())
        .mapToDouble(
            image -> score.of(answers.outputs(image), answers.digits().info().answerClasses()))
        .sorted()
        .toArray();
  }

  /**
   * Returns whether an image is refused.
   *
   * @param outputs of the network before the last activation, one for each class
   * @param classes that can be an answer, the first ones
   */
  public boolean refuses(float[] outputs, int classes) {
    return score.of(outputs, classes) < threshold;
  }

  /** Returns whether it can be applied; files are not to be believed. */
  public boolean isUsable() {
    return Arrays.asList(RejectionScore.values()).contains(score) && Double.isFinite(threshold);
  }

  /** Returns what it refuses, in words. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "%.1f %% of digits, %.1f %% of generated non-digits",
        100 * digitsRefused,
        100 * nonDigitsRefused);
  }

  /** The scores of digits and of other images, ascending. */
  private static final class Compared {
    private final RejectionScore score;
    private final double[] digits;
    private final double[] others;

    Compared(RejectionScore score, double[] digits, double[] others) {
      this.score = score;
      this.digits = digits;
      this.others = others;
    }

    /** Returns the probability that a digit's score is above another image's. */
    double area() {
      double above = 0;
      for (double other : others) {
        above += digits.length - (below(digits, other) + below(digits, Math.nextUp(other))) / 2.0;
      }
      return above / digits.length / others.length;
    }

    RejectionRule rule(double rate) {
      double threshold = digits[(int) Math.min(digits.length - 1, rate * digits.length)];
      return new RejectionRule(
          score, threshold, share(digits, threshold), share(others, threshold));
    }

    private static double share(double[] ascending, double threshold) {
      return (double) below(ascending, threshold) / ascending.length;
    }

    /** Returns how many are below a number. */
    private static int below(double[] ascending, double number) {
      int from = 0;
      int to = ascending.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (ascending[middle] < number) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }
  }
}
