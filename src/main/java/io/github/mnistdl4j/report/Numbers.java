package io.github.mnistdl4j.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every country. */
final class Numbers {
  private Numbers() {}

  /** {@code 97.99 %} of 0.9799. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** A probability in percent; never rounded to all or nothing. */
  static String probability(double p) {
    if (p > 0.9999 && p < 1) {
      return "> 99.99 %";
    }
    return p < 0.0001 && p > 0 ? "< 0.01 %" : percent(p);
  }

  /** {@code +0.90}: a difference of shares in percentage points. */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f", 100 * difference).replace('-', '−');
  }

  /** Four decimals, or an exponent for what they do not show. */
  static String decimal(double x) {
    boolean plain = x == 0 || (Math.abs(x) > 1e-3 && Math.abs(x) < 1e5);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", x);
  }

  /** {@code 407,050}. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** {@code 3.71 s}, {@code 2 min 5 s}, {@code 1 h 2 min}. */
  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    Duration duration = Duration.ofMillis(Math.round(seconds * 1000));
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  /** A coordinate in a picture. */
  static String coordinate(double x) {
    return Double.toString(Math.round(x * 10) / 10.0);
  }
}
