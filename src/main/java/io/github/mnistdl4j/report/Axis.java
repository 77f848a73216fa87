package io.github.mnistdl4j.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A range of numbers with marks at round ones.
 *
 * @param low start of the range; above 0 if it is logarithmic
 * @param high its end, greater than {@code low}
 * @param step distance between marks: 1, 2 or 5 times a power of ten; not used if it is logarithmic
 * @param logarithmic whether equal ratios are equally far apart
 */
record Axis(double low, double high, double step, boolean logarithmic) {
  /** Over more decades, 2 and 5 times a power of ten have no mark. */
  private static final int FINE_DECADES = 3;

  /** Over more decades, not every power of ten has a mark. */
  private static final int DECADES = 6;

  /** By how much a number may miss its mark in computing. */
  private static final double SLACK = 1e-9;

  /** Returns an axis that covers two numbers and begins and ends at a mark. */
  static Axis covering(double least, double greatest, int marks) {
    double range = greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1e-3);
    double step = roundedUp(range / marks);
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(greatest / step) * step;
    return new Axis(low, high > low ? high : low + step, step, false);
  }

  /** Returns a logarithmic axis that covers two numbers above 0. */
  static Axis logarithmic(double least, double greatest) {
    double low = 1 / roundedUp(1 / least);
    double high = roundedUp(greatest);
    return new Axis(low, high > low * (1 + SLACK) ? high : roundedUp(2 * low), 0, true);
  }

  /** Returns an axis of epochs or steps, from the first to the last. */
  static Axis counting(long first, long last) {
    return first == last
        ? new Axis(first - 1.0, last + 1.0, 1, false)
        : new Axis(first, last, Math.max(1, roundedUp(((double) last - first) / 6)), false);
  }

  /** Returns the least of 1, 2 and 5 times a power of ten that a number is not above. */
  private static double roundedUp(double x) {
    double power = Math.pow(10, Math.floor(Math.log10(x)));
    double multiple = x / power * (1 - SLACK);
    return power * (multiple <= 1 ? 1 : multiple <= 2 ? 2 : multiple <= 5 ? 5 : 10);
  }

  List<Double> marks() {
    if (logarithmic) {
      return logarithmicMarks();
    }
    long first = (long) Math.ceil(low / step - SLACK);
    long last = (long) Math.floor(high / step + SLACK);
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
  }

  private List<Double> logarithmicMarks() {
    double decades = Math.log10(high / low);
    int every = (int) Math.ceil(decades / DECADES);
    Predicate<Double> shown = mark -> mark >= low * (1 - SLACK) && mark <= high * (1 + SLACK);
    int first = (int) Math.floor(Math.log10(low));
    return IntStream.rangeClosed(first, first + (int) Math.ceil(decades) + 1)
        .filter(power -> power % every == 0)
        .mapToObj(power -> Math.pow(10, power))
        .flatMap(ten -> decades > FINE_DECADES ? Stream.of(ten) : Stream.of(ten, 2 * ten, 5 * ten))
        .filter(shown)
        .toList();
  }

  /** Returns a number's position, from 0 at the low end to 1 at the high end. */
  double position(double x) {
    return logarithmic ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low);
  }

  /** Returns a mark's text, with enough decimals to distinguish it from the next. */
  String text(double mark) {
    double digit = logarithmic ? mark : step;
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(digit) + SLACK));
    boolean plain = decimals <= 6 && Math.abs(mark) < 1e6;
    return String.format(Locale.ROOT, plain ? "%." + decimals + "f" : "%.1e", mark);
  }
}
