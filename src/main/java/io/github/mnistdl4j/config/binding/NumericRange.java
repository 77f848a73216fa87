package io.github.mnistdl4j.config.binding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The numbers that a {@link Key} allows. */
record NumericRange(double min, double above, double max, double below) {

  static NumericRange of(Key key) {
    return new NumericRange(key.min(), key.above(), key.max(), key.below());
  }

  boolean contains(Number number) {
    double value = number.doubleValue();
    return value >= min && value > above && value <= max && value < below;
  }

  /** In words: {@code from 1 to 100000}, {@code above 0 and at most 1000}. */
  @Override
  public String toString() {
    if (Double.isFinite(min) && Double.isFinite(max)) {
      return "from %s to %s".formatted(plain(min), plain(max));
    }
    List<String> limits = new ArrayList<>();
    addLimit(limits, "at least", min);
    addLimit(limits, "above", above);
    addLimit(limits, "at most", max);
    addLimit(limits, "below", below);
    return String.join(" and ", limits);
  }

  /** Adds the limits to a JSON Schema. */
  void addTo(Map<String, Object> schema) {
    addLimit(schema, "minimum", min);
    addLimit(schema, "exclusiveMinimum", above);
    addLimit(schema, "maximum", max);
    addLimit(schema, "exclusiveMaximum", below);
  }

  private static void addLimit(Map<String, Object> schema, String keyword, double limit) {
    if (Double.isFinite(limit)) {
      schema.put(keyword, new BigDecimal(plain(limit)));
    }
  }

  private static void addLimit(List<String> limits, String words, double limit) {
    if (Double.isFinite(limit)) {
      limits.add(words + " " + plain(limit));
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
