package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command, and the console that they describe. */
final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results only.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print stack traces of errors.")
  boolean verbose;

  @Option(names = "--no-color", description = "Print without colours.")
  boolean noColor;

  /** Returns standard output. */
  Console console() {
    boolean color = !noColor && System.getenv("NO_COLOR") == null;
    return new Console(out(), Terminal.detect(1, System.getenv()), quiet, color);
  }

  /** Returns standard output for results alone, as {@code --quiet} does. */
  Console results() {
    return new Console(out(), Terminal.NONE, true, false);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Returns standard error; lines are redrawn unless standard output is on the same terminal. */
  Console progress() {
    Terminal terminal = Terminal.detect(2, System.getenv());
    boolean alone = terminal.interactive() && !Terminal.detect(1, System.getenv()).interactive();
    return new Console(
        spec.commandLine().getErr(), new Terminal(alone, terminal.columns()), quiet, false);
  }
}
