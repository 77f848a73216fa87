package io.github.mnistdl4j.report;

import java.util.Locale;

/** A labelled value for display. */
record LabelledValue(String name, String value) {

  /** Returns a value with arguments, as {@link String#format}. */
  static LabelledValue of(String name, String format, Object... arguments) {
    return new LabelledValue(name, String.format(Locale.ROOT, format, arguments));
  }
}
