package io.github.mnistdl4j.data;

/** Reads numbers as CSV files have them. */
final class CsvNumber {
  private static final int MOST_DIGITS = 9;

  private CsvNumber() {}

  /** Returns the number that a field is; NaN if it is something else. */
  static double of(String field) {
    String text = field.strip();
    int whole = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == MOST_DIGITS) {
        return decimal(text);
      }
      whole = whole * 10 + digit;
    }
    return text.isEmpty() ? Double.NaN : whole;
  }

  private static double decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) { // no hexadecimal, no "NaN", no "1f"
        return Double.NaN;
      }
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
