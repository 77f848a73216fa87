package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import picocli.CommandLine.Option;

/** How a command prints its result. */
final class FormatOption {
  /** The forms of a result. */
  enum ResultFormat {
    /** For people. */
    TABLE,
    /** For programs: one document. */
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, or json: a single JSON document; by default ${DEFAULT-VALUE}.")
  private ResultFormat format = ResultFormat.TABLE;

  boolean isJson() {
    return format == ResultFormat.JSON;
  }

  /** Returns standard output, on which only the document is printed if it is JSON. */
  Console console(OutputOptions output) {
    return isJson() ? output.results() : output.console();
  }
}
