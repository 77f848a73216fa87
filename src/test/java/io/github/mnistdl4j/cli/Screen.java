package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Keeps what consoles print, every character of it. */
public final class Screen {
  private final StringWriter printed = new StringWriter();

  /** A console whose output goes to a pipe or a file. */
  public Console pipe() {
    return new Console(new PrintWriter(printed), new Terminal(false, 80), false, true);
  }

  /** A console on a terminal of this width. */
  public Console terminal(int columns) {
    return new Console(new PrintWriter(printed), new Terminal(true, columns), false, true);
  }

  /** A console on a terminal that prints results only. */
  public Console quiet() {
    return new Console(new PrintWriter(printed), new Terminal(true, 80), true, true);
  }

  /** What was printed so far, with {@code \n} at the ends of lines. */
  public String printed() {
    return printed.toString().replace(System.lineSeparator(), "\n");
  }
}
