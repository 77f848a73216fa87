package io.github.mnistdl4j.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The port that a command listens on. */
final class PortOption {
  private static final int MAX_PORT = 65_535;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen; 0: any port that is free. Default: ${DEFAULT-VALUE}")
  private int port;

  PortOption(int byDefault) {
    this.port = byDefault;
  }

  /**
   * Returns the port.
   *
   * @throws ParameterException if there is none of that number
   */
  int number() {
    require("--port", port, spec);
    return port;
  }

  /**
   * Refuses what is no number of a port.
   *
   * @throws ParameterException if it is none
   */
  static void require(String option, int port, CommandSpec command) {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          command.commandLine(),
          "%s must be 0 to %d, but is %d.".formatted(option, MAX_PORT, port));
    }
  }
}
