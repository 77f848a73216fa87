package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The directory of all runs. */
final class RunsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      defaultValue = "${env:MNIST_DL4J_RUNS:-runs}",
      description =
          "Directory of all runs; by default the environment variable MNIST_DL4J_RUNS, else runs.")
  Path directory = Path.of("runs");

  /**
   * Finds a run.
   *
   * @throws ParameterException if a file in it is named
   */
  RunDirectory open(String run) {
    Optional<Path> file =
        Stream.of(directory.toString(), "")
            .flatMap(folder -> path(folder, run).stream())
            .filter(Files::isRegularFile)
            .findFirst();
    if (file.isPresent()) {
      Path folder = Optional.ofNullable(file.get().getParent()).orElse(Path.of("."));
      throw new ParameterException(
          spec.commandLine(),
          "A run is a directory, but %s is a file. Name the directory that holds it: %s"
              .formatted(file.get(), folder));
    }
    return RunDirectory.open(directory, run);
  }

  private static Optional<Path> path(String folder, String run) {
    try {
      return Optional.of(Path.of(folder).resolve(run));
    } catch (InvalidPathException e) {
      return Optional.empty(); // RunDirectory says so
    }
  }
}
