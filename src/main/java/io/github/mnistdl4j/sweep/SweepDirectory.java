package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.ConfigLoader;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.ConfigDifferences;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.SavedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of one sweep; its runs are directories in it.
 *
 * @param path where it is
 */
public record SweepDirectory(Path path) {
  private static final String CONFIG = "sweep.yaml";
  private static final String WINNER = "winner";

  private static final Pattern MAY_CHANGE =
      Pattern.compile(
          "search\\.(trials|max-time|parallel)|runtime\\..*|serving\\..*|spark\\..*|data\\.directory");

  /**
   * Creates a sweep's directory.
   *
   * @param runs the directory of all runs; created if need be
   * @param name the sweep's name; empty: the time now
   * @param plan what it is for
   * @throws RunException if the name is taken or no name, or the directory cannot be created
   */
  public static SweepDirectory create(
      Path runs, Optional<String> name, LocalDateTime now, SearchPlan plan) {
    SweepDirectory created = new SweepDirectory(RunDirectory.create(runs, name, now).path());
    created.write(plan.config());
    return created;
  }

  /**
   * Finds a sweep.
   *
   * @param name its name in the directory of all runs, {@code latest}, or its path
   * @throws SweepException if there is none
   */
  public static SweepDirectory open(Path runs, String name) {
    if (name.equals(RunDirectory.LATEST)) {
      return newest(runs);
    }
    return Stream.of(runs.resolve(name), Path.of(name))
        .filter(path -> Files.exists(path.resolve(CONFIG)))
        .map(SweepDirectory::new)
        .findFirst()
        .orElseThrow(
            () ->
                new SweepException(
                    "There is no sweep \"%s\" in %s: a folder with a %s.%s"
                        .formatted(name, runs, CONFIG, known(runs))));
  }

  private static String known(Path runs) {
    List<String> names = all(runs).stream().map(SweepDirectory::name).toList();
    return names.isEmpty() ? "" : " There are: " + String.join(", ", names) + ".";
  }

  private static SweepDirectory newest(Path runs) {
    return all(runs).stream()
        .max(Comparator.comparing(SweepDirectory::lastModified))
        .orElseThrow(
            () ->
                new SweepException(
                    "There is no sweep in %s yet. Begin one with \"sweep\".".formatted(runs)));
  }

  private static List<SweepDirectory> all(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(path -> Files.exists(path.resolve(CONFIG)))
          .sorted()
          .map(SweepDirectory::new)
          .toList();
    } catch (IOException e) {
      throw new SweepException("Cannot read %s: %s.".formatted(runs, e.getMessage()), e);
    }
  }

  private long lastModified() {
    try {
      return Files.getLastModifiedTime(path.resolve(CONFIG)).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sweep's name. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** The effective configuration. */
  public Path config() {
    return path.resolve(CONFIG);
  }

  /** A row a configuration, the best first. */
  public Path table() {
    return path.resolve("sweep.csv");
  }

  /** The sweep as a page for a browser. */
  public Path page() {
    return path.resolve("sweep.html");
  }

  /** What the libraries had to say. */
  public Path log() {
    return path.resolve("sweep.log");
  }

  /** The run of a trial, which need not exist. */
  RunDirectory run(Trial trial) {
    return new RunDirectory(path.resolve(trial.name()));
  }

  /**
   * The run of the best configuration on all images: the existing one, or a new one beside those of
   * configurations that were the best before.
   */
  public RunDirectory winner(RunConfig config) {
    for (int copy = 1; ; copy++) {
      Path folder = path.resolve(copy == 1 ? WINNER : WINNER + "-" + copy);
      RunDirectory run = new RunDirectory(folder);
      if (!Files.exists(run.config()) || isOf(run, config)) {
        createFolder(folder);
        return run;
      }
    }
  }

  private static boolean isOf(RunDirectory run, RunConfig config) {
    RunConfig before = new SavedRun(run).config();
    return before.network().equals(config.network()) && before.training().equals(config.training());
  }

  static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw RunException.cannotWrite(folder, e);
    }
  }

  /** Keeps the configuration, of which more trials or another time may be wanted than before. */
  void write(SweepConfig config) {
    RunFiles.write(config(), ConfigWriter.write(config));
  }

  /**
   * Checks that the trials so far have learned from the same images.
   *
   * @throws SweepException that says which run has not
   */
  public void requireSameImages(TrainTest data) {
    for (RunDirectory run : RunDirectory.all(path)) {
      boolean same =
          new SavedRun(run)
              .provenance()
              .map(then -> List.copyOf(then.dataset().sha256().values()))
              .map(List.copyOf(data.sha256().values())::equals)
              .orElse(true);
      if (!same) {
        throw new SweepException(
            "%s has learned from other images than those of %s. Name the right ones with --set data.directory=…, or begin a new sweep."
                .formatted(run.path(), data.source()));
      }
    }
  }

  /**
   * Checks that the sweep can go on with a configuration.
   *
   * @throws SweepException that lists what differs and may not
   */
  public void requireSame(SweepConfig wanted) {
    SweepConfig before = ConfigLoader.loadSweep(config(), List.of());
    List<String> different =
        ConfigDifferences.between(before, wanted).stream()
            .filter(difference -> !MAY_CHANGE.matcher(difference.key()).matches())
            .map(difference -> "  " + difference + System.lineSeparator())
            .collect(Collectors.toCollection(ArrayList::new));
    List<String> keys = List.copyOf(before.search().space().keySet());
    if (different.isEmpty() && !keys.equals(List.copyOf(wanted.search().space().keySet()))) {
      different.add("  search.space: its keys were in the order %s%n".formatted(keys));
    }
    if (!different.isEmpty()) {
      throw new SweepException(
          "The sweep %s was begun with another configuration:%n%sOnly search.trials, search.max-time, search.parallel, data.directory, runtime, serving and spark may change. Leave the others as they were, or begin a new sweep."
              .formatted(path, String.join("", different)));
    }
  }
}
