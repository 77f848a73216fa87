package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What a command printed and returned.
 *
 * @param out on standard output
 * @param err on standard error
 */
record Output(int exitCode, String out, String err) {

  /** Runs a command of the program in this process. */
  static Output of(String... arguments) {
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      Session session = new Session(stop, Optional.empty());
      boolean training = arguments.length > 0 && arguments[0].equals("train"); // as main tells
      return of(training ? Main.trainingAlone(session) : Main.commandLine(session), arguments);
    }
  }

  /** Runs a command in this process. */
  static Output of(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Output(exitCode, out.toString(), err.toString());
  }

  /** The lines on standard output. */
  List<String> lines() {
    return out.lines().toList();
  }
}
