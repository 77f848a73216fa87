package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
   * Finds runs, each once whatever it is called; without names the newest.
   *
   * @throws ParameterException if a file in one is named, or a sweep
   */
  List<SavedRun> openAll(@Nullable List<String> names) {
    return distinct(orLatest(names).map(this::open));
  }

  /** Finds runs as {@link #openAll} does; a sweep stands for its trials and its winner. */
  List<SavedRun> openAllWithTrials(@Nullable List<String> names) {
    return distinct(
        orLatest(names).flatMap(name -> trials(name).orElseGet(() -> Stream.of(open(name)))));
  }

  private static Stream<String> orLatest(@Nullable List<String> names) {
    return names == null ? Stream.of(RunDirectory.LATEST) : names.stream();
  }

  /**
   * Checks that {@code --all} has runs to take, and that none is named beside it.
   *
   * @throws ParameterException if one is named
   * @throws RunException if there is no directory of runs
   */
  void requireAll(@Nullable List<String> names) {
    if (names != null) {
      String problem = "--all takes all runs, but %s is named, too. Leave out one or the other.";
      throw new ParameterException(spec.commandLine(), problem.formatted(names.get(0)));
    }
    if (!Files.isDirectory(directory)) {
      throw noRuns();
    }
  }

  /** Returns the error that there are none. */
  RunException noRuns() {
    return new RunException(
        "There are no runs in %s. Train one with \"train\" first.".formatted(directory));
  }

  /** Returns the runs of a sweep; empty if it is none. */
  private Optional<Stream<RunDirectory>> trials(String name) {
    return sweep(name).map(sweep -> RunDirectory.all(sweep).stream());
  }

  private static List<SavedRun> distinct(Stream<RunDirectory> runs) {
    Map<Path, SavedRun> distinct = new LinkedHashMap<>();
    runs.forEach(
        run -> distinct.putIfAbsent(run.path().toAbsolutePath().normalize(), new SavedRun(run)));
    return List.copyOf(distinct.values());
  }

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
