package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Keys;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one sweep; its runs are directories in it.
 *
 * @param path where it is
 */
public record SweepDirectory(Path path) {
  private static final String CONFIG = "sweep.yaml";
  private static final String WINNER = "winner";

  private static final Keys MAY_CHANGE =
      Keys.affecting(SweepConfig.class, Affects.PLACE, Affects.NOTHING);

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
    List<SweepDirectory> all = all(runs);
    if (name.equals(RunDirectory.LATEST) && !all.isEmpty()) {
      return all.get(all.size() - 1);
    }
    String known = String.join(", ", all.stream().map(SweepDirectory::name).toList());
    String advice =
        known.isEmpty() ? "Start one with \"sweep\" first." : "There are: " + known + ".";
    return Stream.of(runs.resolve(name), Path.of(name))
        .filter(path -> Files.exists(path.resolve(CONFIG)))
        .map(SweepDirectory::new)
        .findFirst()
        .orElseThrow(
            () ->
                new SweepException(
                    "There is no sweep \"%s\" in %s. %s".formatted(name, runs, advice)));
  }

  /** Returns all sweeps of a directory, the oldest first. */
  public static List<SweepDirectory> all(Path runs) {
    return RunDirectory.all(runs, CONFIG).stream()
        .map(run -> new SweepDirectory(run.path()))
        .toList();
  }

  /** Returns the runs of trials that were begun. */
  public List<RunDirectory> trials() {
    return RunDirectory.all(path).stream().filter(run -> !isWinner(run)).toList();
  }

  /** Returns the run of the best configuration on all images, the newest; empty: none was begun. */
  public Optional<RunDirectory> newestWinner() {
    return RunDirectory.all(path).stream()
        .filter(SweepDirectory::isWinner)
        .reduce((older, newer) -> newer);
  }

  private static boolean isWinner(RunDirectory run) {
    return run.name().matches(WINNER + "(-\\d+)?");
  }

  /** Returns the sweep's name. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Returns the file with the effective configuration. */
  public Path config() {
    return path.resolve(CONFIG);
  }

  /** Returns the table of trials, the best configuration's first. */
  public Path table() {
    return path.resolve("sweep.csv");
  }

  /** Returns the page for a browser. */
  public Path page() {
    return path.resolve("sweep.html");
  }

  /** Returns the libraries' log. */
  public Path log() {
    return path.resolve("sweep.log");
  }

  /** Returns the run of a trial, which need not exist. */
  RunDirectory run(Trial trial) {
    return new RunDirectory(path.resolve(trial.name()));
  }

  /**
   * Returns the run of the best configuration on all images: the existing one, or a new one beside
   * those of configurations that were the best before.
   */
  public RunDirectory winner(AppConfig config) {
    for (int copy = 1; ; copy++) {
      Path folder = path.resolve(copy == 1 ? WINNER : WINNER + "-" + copy);
      RunDirectory run = new RunDirectory(folder);
      if (!Files.exists(run.config())
          || MAY_CHANGE.othersThatDiffer(new SavedRun(run).config(), config).isEmpty()) {
        RunFiles.createFolder(folder);
        return run;
      }
    }
  }

  /** Writes the configuration, which may ask for more trials or time than before. */
  void write(SweepConfig config) {
    RunFiles.write(config(), ConfigWriter.write(config));
  }

  /**
   * Checks that the trials so far have learned from the same images.
   *
   * @throws RunException that says which run has not
   */
  public void requireSameImages(TrainTest data) {
    RunDirectory.all(path).forEach(run -> new SavedRun(run).requireSameImages(data));
  }

  /**
   * Checks that the sweep can be resumed with a configuration.
   *
   * @throws SweepException that lists what differs and must not
   */
  public void requireSame(SweepConfig wanted) {
    SweepConfig before = ConfigLoader.load(SweepConfig.class, config(), List.of());
    List<String> different = new ArrayList<>(MAY_CHANGE.othersThatDiffer(before, wanted));
    List<String> keys = List.copyOf(before.search().space().keySet());
    if (different.isEmpty() && !keys.equals(List.copyOf(wanted.search().space().keySet()))) {
      different.add("  search.space: its keys were in the order %s%n".formatted(keys));
    }
    if (!different.isEmpty()) {
      throw new SweepException(
          "The sweep %s was started with another configuration:%n%sOnly %s may change. Leave the others as they were, or start a new sweep."
              .formatted(path, String.join("", different), MAY_CHANGE));
    }
  }
}
