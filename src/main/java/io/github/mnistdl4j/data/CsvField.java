package io.github.mnistdl4j.data;

import java.util.regex.Pattern;

/** Writes a field of comma-separated values. */
public final class CsvField {
  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

  private CsvField() {}

  /** Returns the text, in quotes where it needs them (RFC 4180). */
  public static String quoted(String text) {
    return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
