package io.github.mnistdl4j.report;

import java.time.Duration;
import java.util.Locale;

/** Formats numbers for people, in the same way in every locale. */
final class Numbers {
  private Numbers() {}

  /** Returns {@code 97.99 %} for 0.9799. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Returns a probability in percent, never rounded to 0 or 100. */
  static String probability(double p) {
    if (p > 0.9999 && p < 1) {
      return "> 99.99 %";
    }
    return p < 0.0001 && p > 0 ? "< 0.01 %" : percent(p);
  }

  /** Returns a difference of shares in percentage points, as {@code +0.90}. */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f", 100 * difference).replace('-', '−');
  }

  /** Returns four decimals, or an exponent where they would hide the number. */
  static String decimal(double x) {
    boolean plain = x == 0 || (Math.abs(x) > 1e-3 && Math.abs(x) < 1e5);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", x);
  }

  /** Returns {@code 407,050}. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** Returns {@code 3.71 s}, {@code 2 min 5 s} or {@code 1 h 2 min}. */
  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    Duration duration = Duration.ofMillis(Math.round(seconds * 1000));
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  /** Returns a coordinate for SVG. */
  static String coordinate(double x) {
    long tenths = Math.round(x * 10);
    return (tenths < 0 ? "-" : "") + Math.abs(tenths / 10) + "." + Math.abs(tenths % 10);
  }
}
