package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.sweep.SweepDirectory;
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
   * @throws ParameterException if a file in it is named, or a sweep
   */
  RunDirectory open(String run) {
    named(run).ifPresent(this::requireRun);
    return RunDirectory.open(directory, run);
  }

  /** Returns the directory of a sweep that is called so; empty if it is something else. */
  Optional<Path> sweep(String name) {
    return named(name).filter(RunsOptions::isSweep);
  }

  private Optional<Path> named(String name) {
    return Stream.of(directory.toString(), "")
        .flatMap(folder -> path(folder, name).stream())
        .filter(Files::exists)
        .filter(found -> !name.equals(RunDirectory.LATEST)) // a link that is broken is passed over
        .findFirst();
  }

  private static boolean isSweep(Path named) {
    return Files.exists(new SweepDirectory(named).config())
        && !Files.exists(new RunDirectory(named).config());
  }

  private void requireRun(Path named) {
    if (Files.isRegularFile(named)) {
      Path folder = Optional.ofNullable(named.getParent()).orElse(Path.of("."));
      String problem =
          "A run is a directory, but %s is a file. Name the directory that holds it: %s";
      throw new ParameterException(spec.commandLine(), problem.formatted(named, folder));
    }
    if (isSweep(named)) {
      String advice =
          new SweepDirectory(named)
              .newestWinner()
              .map(winner -> "Its winner is the run " + winner.path())
              .orElse("It has no winner yet; continue it with: sweep --resume " + named);
      String problem = "%s is a sweep, not a run. %s".formatted(named, advice);
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private static Optional<Path> path(String folder, String run) {
    try {
      return Optional.of(Path.of(folder).resolve(run));
    } catch (InvalidPathException e) {
      return Optional.empty(); // RunDirectory says so
    }
  }
}
