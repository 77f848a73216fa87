package io.github.mnistdl4j.report;

import java.util.Locale;

/** A labelled value for display. */
record Fact(String name, String value) {

  static Fact of(String name, String format, Object... arguments) {
    return new Fact(name, String.format(Locale.ROOT, format, arguments));
  }
}
