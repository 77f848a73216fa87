package io.github.mnistdl4j.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A range of numbers with marks at round ones.
 *
 * @param low start of the range
 * @param high its end, greater than {@code low}
 * @param step distance between marks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {

  /** Returns an axis that covers two numbers and begins and ends at a mark. */
  static Axis covering(double least, double greatest, int marks) {
    double range = greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1e-3);
    double step = step(range, marks);
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(greatest / step) * step;
    return new Axis(low, high > low ? high : low + step, step);
  }

  /** Returns an axis of epochs or steps, from the first to the last. */
  static Axis counting(long first, long last) {
    return first == last
        ? new Axis(first - 1.0, last + 1.0, 1)
        : new Axis(first, last, Math.max(1, step((double) last - first, 6)));
  }

  private static double step(double range, int marks) {
    double power = Math.pow(10, Math.floor(Math.log10(range / marks)));
    double multiple = range / marks / power;
    return power * (multiple <= 1 ? 1 : multiple <= 2 ? 2 : multiple <= 5 ? 5 : 10);
  }

  List<Double> marks() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
  }

  /** Returns a number's position, from 0 at the low end to 1 at the high end. */
  double position(double x) {
    return (x - low) / (high - low);
  }

  /** Returns a mark's text, with enough decimals to distinguish it from the next. */
  String text(double mark) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    boolean plain = decimals <= 6 && Math.abs(mark) < 1e6;
    return String.format(Locale.ROOT, plain ? "%." + decimals + "f" : "%.1e", mark);
  }
}
