package io.github.mnistdl4j.config.binding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values on one line, in YAML's flow style. */
final class FlowText {
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;

  private FlowText() {}

  /** Returns the text of maps, lists, numbers, booleans, text and null. */
  static String of(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> section) {
      return section.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (tree instanceof List<?> items) {
      return items.stream().map(FlowText::of).collect(Collectors.joining(", ", "[", "]"));
    }
    return tree instanceof Double number ? number(number) : String.valueOf(tree);
  }

  /** Returns a number as people write it; Java writes a thousandth with an exponent. */
  private static String number(double number) {
    String text = String.valueOf(number);
    double size = Math.abs(number);
    return text.contains("E") && size >= SMALL && size < LARGE
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }
}
