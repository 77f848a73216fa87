package io.github.mnistdl4j.prediction.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Groups the ink of a line into digits: pieces that belong together are joined, what is wide is
 * cut, and of all ways to do so the one is taken whose digits are the most likely.
 */
final class RowDigits {
  /**
   * A digit.
   *
   * @param ink of it
   * @param afterGap whether a separator is before it
   */
  record RowDigit(Fragment ink, boolean afterGap) {}

  /**
   * A part of a digit.
   *
   * @param origin the number of the fragment that it was cut from
   * @param cost of the cut before it
   * @param isBlob whether it is a dot or a hole: several of them are no digit, either
   */
  private record DigitPart(Fragment ink, int origin, double cost, boolean isBlob) {
    DigitPart(Fragment ink, int origin, double cost) {
      this(ink, origin, cost, WrittenForm.isBlob(ink.mask()));
    }
  }

  /** Width in heights from which on ink is cut: beside other digits, and alone. */
  private static final double WIDE = 0.85;

  private static final double WIDE_ALONE = 1.12;

  /** Most cuts per height of a fragment's width. */
  private static final double CUTS = 6;

  private static final int MAX_CUTS = 60;

  /** Most parts of a digit, and its largest width in heights. */
  private static final int MAX_PARTS = 8;

  private static final double WIDEST = 1.5;

  /** Least height of a digit, in heights of the line's. */
  private static final double LOWEST = 0.45;

  /** Widest gap in a digit, in heights. */
  private static final double GAP = 0.2;

  /** Share of the narrower of two tall pieces that must be above the other to be one digit. */
  private static final double ABOVE = 0.3;

  /** Cost of a cut, of one in the only piece, and per height that the ink is narrower. */
  private static final double CUT = 0.3;

  private static final double CUT_ALONE = 0.8;

  private static final double CUT_NARROW = 6;

  /** The width at which a cut costs no more; the same where digits are near to each other. */
  private static final double NARROW = 1.3;

  private static final double NARROW_TIGHT = 1.05;

  /** Gap between neighbours that may touch, and width of several that do, in heights. */
  private static final double NEAR = 0.08;

  private static final double TOUCHING = 1.5;

  /** Cost of a height of ink that a cut crosses. */
  private static final double CROSSED = 6;

  /** Score of ink that is passed over. */
  private static final double SKIPPED = -2.5;

  /** Score of a digit of usual width; the widths, and what each height of width beyond adds. */
  private static final double DIGIT = -0.25;

  private static final double USUAL_WIDTH = 0.95;
  private static final double USUAL_WIDTH_ALONE = 1.2;

  private static final double TOO_WIDE_ALONE = -4;

  private static final double TOO_WIDE = -6;

  private final TextLines line;
  private final ToDoubleFunction<Fragment> likelihood;
  private final List<RowDigit> digits = new ArrayList<>();
  private double score;

  private RowDigits(TextLines line, ToDoubleFunction<Fragment> likelihood) {
    this.line = line;
    this.likelihood = likelihood;
  }

  /**
   * The digits of a line.
   *
   * @param digits from left to right
   * @param score sum of what speaks for each: logarithms of probabilities
   */
  record DigitRow(List<RowDigit> digits, double score) {}

  /**
   * Returns the digits of a line.
   *
   * @param likelihood of ink to be its most likely digit, as a logarithm
   */
  static DigitRow of(TextLines line, ToDoubleFunction<Fragment> likelihood) {
    RowDigits row = new RowDigits(line, likelihood);
    boolean[] separators = Separators.of(line);
    int first = 0;
    for (int i = 0; i <= separators.length; i++) {
      if (i == separators.length || separators[i]) {
        row.add(first, i);
        first = i + 1;
      }
    }
    return new DigitRow(List.copyOf(row.digits), row.score);
  }

  /** Adds the digits of the ink between two separators. */
  private void add(int first, int end) {
    List<DigitPart> parts = new ArrayList<>();
    for (int i = first; i < end; i++) {
      addParts(i, parts);
    }
    boolean gap = !digits.isEmpty();
    int from = 0;
    BestPath.Path path = BestPath.of(parts.size(), MAX_PARTS, (a, b) -> score(parts.subList(a, b)));
    score += path.score();
    for (int to : path.ends()) {
      Fragment ink = joined(parts.subList(from, to));
      if (isDigit(ink)) {
        digits.add(new RowDigit(ink, gap));
        gap = false;
      }
      from = to;
    }
  }

  /** Adds the parts of a fragment: itself, or what it is cut into if it is wide. */
  private void addParts(int origin, List<DigitPart> parts) {
    Fragment ink = line.ink().get(origin);
    double height = Math.min(ink.box().height(), 1.1 * line.height());
    double wide = ink.box().width() / height;
    if (ink.isWhole()
        || !TextLines.isTall(ink, line.height())
        || wide < (isAlone() ? WIDE_ALONE : WIDE)) {
      parts.add(new DigitPart(ink, origin, 0));
      return;
    }
    double cut =
        (isAlone() ? CUT_ALONE : CUT)
            + CUT_NARROW * Math.max(0, (isTight() ? NARROW_TIGHT : NARROW) - wide);
    for (Cuts.Slice part : Cuts.of(ink, height, (int) Math.min(MAX_CUTS, CUTS * wide))) {
      double cost = part.crossed() == 0 ? cut : cut + CROSSED * part.crossed() / height;
      parts.add(new DigitPart(part.ink(), origin, cost));
    }
  }

  /** Returns whether the line's digits are so near to each other that some may touch. */
  private boolean isTight() {
    int near = 0;
    int far = 0;
    @Nullable Fragment before = null;
    for (Fragment one : line.ink()) {
      if (TextLines.isTall(one, line.height())) {
        if (before != null) {
          near += one.overlap(before) > -NEAR * line.height() ? 1 : 0;
          far += one.overlap(before) > -NEAR * line.height() ? 0 : 1;
        }
        near += one.box().width() > TOUCHING * line.height() ? 1 : 0;
        before = one;
      }
    }
    return near > far;
  }

  private static Fragment joined(List<DigitPart> parts) {
    Fragment all = parts.get(0).ink();
    for (DigitPart part : parts.subList(1, parts.size())) {
      all = all.with(part.ink());
    }
    return all;
  }

  private boolean isDigit(Fragment ink) {
    return ink.box().height() >= LOWEST * line.height();
  }

  private double score(List<DigitPart> parts) {
    if (!belongTogether(parts)) {
      return Double.NEGATIVE_INFINITY;
    }
    Fragment ink = joined(parts);
    double height = Math.max(ink.box().height(), 0.8 * line.height());
    double width = ink.box().width() / height;
    if (width > WIDEST && parts.size() > 1) {
      return Double.NEGATIVE_INFINITY;
    }
    if (!isDigit(ink) || parts.stream().allMatch(DigitPart::isBlob)) {
      DigitPart only = parts.get(0);
      boolean whole = only.ink().equals(line.ink().get(only.origin()));
      return parts.size() == 1 && whole ? SKIPPED : Double.NEGATIVE_INFINITY;
    }
    boolean cut =
        parts.get(0).ink().box().left() > line.ink().get(parts.get(0).origin()).box().left();
    return likelihood.applyAsDouble(ink)
        + prior(width, isAlone() || ink.isWhole())
        - (cut ? parts.get(0).cost() : 0);
  }

  /**
   * Returns what speaks for a digit before it is looked at.
   *
   * @param width in heights
   * @param alone whether it has no neighbours, so that it may be wide
   */
  static double prior(double width, boolean alone) {
    return alone
        ? DIGIT + TOO_WIDE_ALONE * Math.max(0, width - USUAL_WIDTH_ALONE)
        : DIGIT + TOO_WIDE * Math.max(0, width - USUAL_WIDTH);
  }

  /** Returns whether only one piece of the line is as tall as a digit. */
  private boolean isAlone() {
    return line.ink().stream().filter(one -> TextLines.isTall(one, line.height())).count() == 1;
  }

  private boolean belongTogether(List<DigitPart> parts) {
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i - 1).origin() != parts.get(i).origin()
          && !belongTogether(parts.get(i - 1), parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether parts of different pieces may be of one digit. */
  private boolean belongTogether(DigitPart one, DigitPart other) {
    int overlap = one.ink().overlap(other.ink());
    boolean oneShort =
        !TextLines.isTall(line.ink().get(one.origin()), line.height())
            || !TextLines.isTall(line.ink().get(other.origin()), line.height());
    if (line.ink().get(one.origin()).isWhole() && line.ink().get(other.origin()).isWhole()) {
      return false;
    }
    int narrower = Math.min(one.ink().box().width(), other.ink().box().width());
    return oneShort ? overlap >= -GAP * line.height() : overlap > ABOVE * narrower;
  }
}
