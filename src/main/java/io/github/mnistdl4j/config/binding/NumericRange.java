package io.github.mnistdl4j.config.binding;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that a {@link Key} allows. */
record NumericRange(String low, boolean withLow, String high, boolean withHigh) {
  private static final Pattern INTERVAL = Pattern.compile("([\\[(])(\\S+), (\\S+)([])])");

  static NumericRange of(Key key) {
    Matcher interval = INTERVAL.matcher(key.in());
    if (!interval.matches()) {
      throw new IllegalStateException("no interval: " + key);
    }
    return new NumericRange(
        plain(interval.group(2)),
        interval.group(1).equals("["),
        plain(interval.group(3)),
        interval.group(4).equals("]"));
  }

  private static String plain(String number) {
    return new BigDecimal(number).toPlainString();
  }

  boolean contains(Number number) {
    int low = Double.compare(number.doubleValue(), Double.parseDouble(this.low));
    int high = Double.compare(number.doubleValue(), Double.parseDouble(this.high));
    return (withLow ? low >= 0 : low > 0) && (withHigh ? high <= 0 : high < 0);
  }

  /** Returns words: {@code from 1 to 100000}, {@code above 0 and at most 1000}. */
  @Override
  public String toString() {
    return withLow && withHigh
        ? "from %s to %s".formatted(low, high)
        : (withLow ? "at least " : "above ")
            + low
            + (withHigh ? " and at most " : " and below ")
            + high;
  }

  void addTo(Map<String, Object> schema) {
    schema.put(withLow ? "minimum" : "exclusiveMinimum", new BigDecimal(low));
    schema.put(withHigh ? "maximum" : "exclusiveMaximum", new BigDecimal(high));
  }
}
