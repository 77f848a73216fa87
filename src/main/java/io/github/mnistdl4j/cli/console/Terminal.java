package io.github.mnistdl4j.cli.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What standard output or standard error is connected to.
 *
 * @param interactive whether it is a terminal that can redraw a line and show colours
 * @param columns its width
 */
public record Terminal(boolean interactive, int columns) {
  private static final int USUAL_COLUMNS = 80;
  private static final Path STDOUT = Path.of("/proc/self/fd/1");
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  /** Asks the system about standard output. */
  public static Terminal detect(Map<String, String> environment) {
    return detect(STDOUT, environment);
  }

  /** Asks the system about standard error. */
  public static Terminal detectError(Map<String, String> environment) {
    return detect(STDERR, environment);
  }

  private static Terminal detect(Path descriptor, Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    boolean interactive = isTerminal(descriptor) && !dumb;
    return new Terminal(interactive, interactive ? columns(environment) : USUAL_COLUMNS);
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException | UnsupportedOperationException e) {
      return hasConsole();
    }
  }

  /** For systems without /proc: from Java 22 on it errs towards yes, when only output is piped. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    return System.console() != null;
  }

  /** The characters that standard output has. */
  static Charset outputCharset() {
    String named = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return named == null ? Charset.defaultCharset() : Charset.forName(named);
  }

  private static int columns(Map<String, String> environment) {
    String given = environment.getOrDefault("COLUMNS", "");
    String size = given.matches("\\d{1,5}") ? "0 " + given : sttySize();
    int columns =
        size.matches("\\d+ \\d{1,5}") ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : 0;
    return columns > 0 ? columns : USUAL_COLUMNS;
  }

  /** Rows and columns as {@code stty} says, or nothing where there is none. */
  private static String sttySize() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
      return "";
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(Path.of("/dev/tty").toFile()).start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return stty.waitFor(1, TimeUnit.SECONDS) ? size.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
