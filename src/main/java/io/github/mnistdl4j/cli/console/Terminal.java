package io.github.mnistdl4j.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Describes what standard output or standard error is connected to.
 *
 * @param interactive whether it is a terminal that can redraw a line and show colours
 * @param columns its width
 */
public record Terminal(boolean interactive, int columns) {
  private static final int USUAL_COLUMNS = 80;

  /** A pipe or a file. */
  public static final Terminal NONE = new Terminal(false, USUAL_COLUMNS);

  /**
   * Asks the system.
   *
   * @param descriptor 1 for standard output, 2 for standard error
   */
  public static Terminal detect(int descriptor, Map<String, String> environment) {
    String size = environment.getOrDefault("TERM", "").equals("dumb") ? "" : size(descriptor);
    if (size.isEmpty()) {
      return NONE;
    }
    String given = environment.getOrDefault("COLUMNS", "");
    int columns =
        Integer.parseInt(given.matches("\\d{1,5}") ? given : size.substring(size.indexOf(' ') + 1));
    return new Terminal(true, columns > 0 ? columns : USUAL_COLUMNS);
  }

  /**
   * Returns rows and columns as {@code stty} prints them, zeros if unknown; empty without a
   * terminal. The process inherits one of the two streams and answers on the other.
   */
  private static String size(int descriptor) {
    boolean out = descriptor == 1;
    ProcessBuilder stty =
        new ProcessBuilder("sh", "-c", "stty size <&" + (out ? "1 >&2" : "2 2>&1"));
    try {
      Process process =
          (out ? stty.redirectOutput(Redirect.INHERIT) : stty.redirectError(Redirect.INHERIT))
              .start();
      try (InputStream answer = out ? process.getErrorStream() : process.getInputStream()) {
        String size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
        return size.matches("\\d{1,5} \\d{1,5}") ? size : "";
      }
    } catch (IOException e) { // Windows: from Java 22 on, a console is seen in a pipe as well
      return hasConsole() ? "0 0" : "";
    }
  }

  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    return System.console() != null;
  }

  /** Returns the characters that standard output has. */
  static Charset outputCharset() {
    String named = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return named == null ? Charset.defaultCharset() : Charset.forName(named);
  }
}
