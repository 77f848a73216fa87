package io.github.mnistdl4j.cli.console;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints for people. On a terminal lines are redrawn and text has colours; a pipe or a file gets
 * finished, plain lines only. Used by one thread.
 */
public final class Console {
  private final PrintWriter out;
  private final Terminal terminal;
  private final boolean quiet;
  private final Ansi ansi;
  private int drawn;

  /**
   * Makes a console.
   *
   * @param quiet whether only {@link #result} prints
   * @param color whether a terminal may have colours
   */
  public Console(PrintWriter out, Terminal terminal, boolean quiet, boolean color) {
    this.out = out;
    this.terminal = terminal;
    this.quiet = quiet;
    this.ansi = color && terminal.interactive() ? Ansi.ON : Ansi.OFF;
  }

  /** Prints a line of information, unless quiet. */
  public void say(String line) {
    if (!quiet) {
      result(line);
    }
  }

  /** Prints a line with arguments, as {@link String#format}, unless quiet. */
  public void say(String format, Object... arguments) {
    say(format.formatted(arguments));
  }

  /** Prints lines of information, unless quiet. */
  public void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /** Prints a line of the result, even when quiet. */
  public void result(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  /** Draws an unfinished line over the last one, cut to the terminal's width; nothing in a pipe. */
  public void redraw(String line) {
    if (!redraws()) {
      return;
    }
    String cut = line.substring(0, Math.min(line.length(), terminal.columns() - 1));
    out.print("\r" + cut + " ".repeat(Math.max(0, drawn - cut.length())));
    out.flush();
    drawn = cut.length();
  }

  /** Returns whether {@link #redraw} shows anything. */
  boolean redraws() {
    return !quiet && terminal.interactive();
  }

  /** Returns whether this is a terminal. */
  public boolean interactive() {
    return terminal.interactive();
  }

  /** Returns text in one of picocli's styles, such as {@code bold} or {@code fg(red)}. */
  public String styled(String style, String text) {
    return ansi.enabled() ? ansi.string("@|" + style + " " + text + "|@") : text;
  }

  /** Removes the unfinished line. */
  public void erase() {
    if (drawn > 0) {
      out.print("\r" + " ".repeat(drawn) + "\r");
      out.flush();
      drawn = 0;
    }
  }
}
