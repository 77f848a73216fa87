package io.github.mnistdl4j.prediction.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
  record Digit(Fragment ink, boolean afterGap) {}

  /**
   * A part of a digit.
   *
   * @param origin the number of the fragment that it was cut from
   */
  private record Part(Fragment ink, int origin) {}

  /** Width in heights from which on ink is cut: beside other digits, and alone. */
  private static final double WIDE = 0.85;

  private static final double WIDE_ALONE = 1.12;

  /** Most cuts per height of a fragment's width. */
  private static final double CUTS = 6;

  private static final int MAX_CUTS = 60;

  /** Most parts of a digit, and its largest width in heights. */
  private static final int MAX_PARTS = 8;

  private static final double WIDEST = 1.5;

  /** Least width of a cut part in heights, and least height of a digit. */
  private static final double NARROWEST = 0.1;

  private static final double LOWEST = 0.45;

  /** Widest gap in a digit, in heights. */
  private static final double GAP = 0.2;

  /** Share of the narrower of two tall pieces that must be above the other to be one digit. */
  private static final double ABOVE = 0.3;

  /** Score of ink that is passed over. */
  private static final double SKIPPED = -2.5;

  /** Score of a digit of usual width, and what each height of width beyond adds to it. */
  private static final double DIGIT = -0.25;

  private static final double USUAL_WIDTH = 0.95;
  private static final double TOO_WIDE = -6;

  private final TextLines line;
  private final ToDoubleFunction<Fragment> likelihood;
  private final List<Digit> digits = new ArrayList<>();

  private RowDigits(TextLines line, ToDoubleFunction<Fragment> likelihood) {
    this.line = line;
    this.likelihood = likelihood;
  }

  /**
   * Returns the digits from left to right.
   *
   * @param likelihood of ink to be its most likely digit, as a logarithm
   */
  static List<Digit> of(TextLines line, ToDoubleFunction<Fragment> likelihood) {
    RowDigits row = new RowDigits(line, likelihood);
    boolean[] separators = Separators.of(line);
    int first = 0;
    for (int i = 0; i <= separators.length; i++) {
      if (i == separators.length || separators[i]) {
        row.add(first, i);
        first = i + 1;
      }
    }
    return row.digits;
  }

  /** Adds the digits of the ink between two separators. */
  private void add(int first, int end) {
    List<Part> parts = new ArrayList<>();
    for (int i = first; i < end; i++) {
      int origin = i;
      cut(line.ink().get(i)).forEach(ink -> parts.add(new Part(ink, origin)));
    }
    boolean gap = !digits.isEmpty();
    int from = 0;
    for (int to : BestPath.ends(parts.size(), MAX_PARTS, (a, b) -> score(parts.subList(a, b)))) {
      Fragment ink = joined(parts.subList(from, to));
      if (isDigit(ink)) {
        digits.add(new Digit(ink, gap));
        gap = false;
      }
      from = to;
    }
  }

  private List<Fragment> cut(Fragment ink) {
    double height = Math.min(ink.box().height(), 1.1 * line.height());
    boolean alone = line.ink().size() == 1;
    double wide = ink.box().width() / height;
    return TextLines.isTall(ink, line.height()) && wide > (alone ? WIDE_ALONE : WIDE)
        ? Cuts.of(ink, height, (int) Math.min(MAX_CUTS, CUTS * wide))
        : List.of(ink);
  }

  private static Fragment joined(List<Part> parts) {
    Fragment all = parts.get(0).ink();
    for (Part part : parts.subList(1, parts.size())) {
      all = all.with(part.ink());
    }
    return all;
  }

  private boolean isDigit(Fragment ink) {
    return ink.box().height() >= LOWEST * line.height();
  }

  private double score(List<Part> parts) {
    if (!belongTogether(parts)) {
      return Double.NEGATIVE_INFINITY;
    }
    Fragment ink = joined(parts);
    double height = Math.max(ink.box().height(), 0.8 * line.height());
    double width = ink.box().width() / height;
    if (width > WIDEST && parts.size() > 1) {
      return Double.NEGATIVE_INFINITY;
    }
    if (!isDigit(ink)) {
      Part only = parts.get(0);
      boolean whole = only.ink() == line.ink().get(only.origin());
      return parts.size() == 1 && whole ? SKIPPED : Double.NEGATIVE_INFINITY;
    }
    return DIGIT + likelihood.applyAsDouble(ink) + TOO_WIDE * Math.max(0, width - USUAL_WIDTH);
  }

  private boolean belongTogether(List<Part> parts) {
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i - 1).origin() != parts.get(i).origin()
          && !belongTogether(parts.get(i - 1), parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether parts of different pieces may be of one digit. */
  private boolean belongTogether(Part one, Part other) {
    int overlap = one.ink().overlap(other.ink());
    boolean oneShort =
        !TextLines.isTall(line.ink().get(one.origin()), line.height())
            || !TextLines.isTall(line.ink().get(other.origin()), line.height());
    int narrower = Math.min(one.ink().box().width(), other.ink().box().width());
    return oneShort ? overlap >= -GAP * line.height() : overlap > ABOVE * narrower;
  }
}
