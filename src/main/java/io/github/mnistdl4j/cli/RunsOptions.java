package io.github.mnistdl4j.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The directory of all runs. */
final class RunsOptions {
  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      defaultValue = "${env:MNIST_DL4J_RUNS:-runs}",
      description =
          "Directory of all runs; by default the environment variable MNIST_DL4J_RUNS, else runs.")
  Path directory = Path.of("runs");
}
