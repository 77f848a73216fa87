package io.github.mnistdl4j.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one run; everything that a later command needs is in it.
 *
 * @param path where it is
 */
public record RunDirectory(Path path) {
  /** The name that stands for the newest run. */
  public static final String LATEST = LatestLink.NAME;

  static final String PROVENANCE = "provenance.json";
  static final String TAGS = "tags.txt";
  private static final String CONFIG = "config.yaml";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss");

  /**
   * Creates a run's directory.
   *
   * @param runs the directory of all runs; created if need be
   * @param name the run's name; empty: the time now
   * @throws RunException if the name is taken or no name, or the directory cannot be created
   */
  public static RunDirectory create(Path runs, Optional<String> name, LocalDateTime now) {
    name.ifPresent(RunName::require);
    String base = name.orElse(TIMESTAMP.format(now));
    try {
      Files.createDirectories(runs);
      for (int copy = 1; ; copy++) {
        Path path = runs.resolve(copy == 1 ? base : base + "-" + copy);
        try {
          return new RunDirectory(Files.createDirectory(path));
        } catch (FileAlreadyExistsException e) {
          if (name.isPresent()) {
            throw new RunException(
                "A run named %s exists already in %s. Choose another --name, or remove it."
                    .formatted(base, path),
                e);
          }
        }
      }
    } catch (IOException e) {
      throw RunException.cannotWrite(runs.resolve(base), e);
    }
  }

  /**
   * Finds a run.
   *
   * @param run its name in the directory of all runs, {@code latest}, or its path
   * @throws RunException if there is none
   */
  public static RunDirectory open(Path runs, String run) {
    return open(runs, run, CONFIG);
  }

  /** Finds a run of which a file is left, as {@link #open(Path, String)} does. */
  static RunDirectory open(Path runs, String run, String file) {
    Path named = path(runs, run);
    Path found = Files.isDirectory(named) ? named : path(Path.of(""), run);
    if (!Files.isDirectory(found)) {
      List<RunDirectory> all = all(runs);
      if (run.equals(LATEST) && !all.isEmpty()) {
        return all.get(all.size() - 1);
      }
      List<String> known = all.stream().map(RunDirectory::name).toList();
      String others = "There are: " + String.join(", ", known) + ".";
      String advice = known.isEmpty() ? "Train one with \"train\" first." : others;
      throw new RunException("There is no run \"%s\" in %s. %s".formatted(run, runs, advice));
    }
    return at(found, file);
  }

  /**
   * Returns the run in a directory.
   *
   * @param path the directory itself, or a link to it such as {@code latest}
   * @throws RunException if there is no run in it
   */
  public static RunDirectory at(Path path) {
    return at(path, CONFIG);
  }

  private static RunDirectory at(Path path, String file) {
    if (!Files.exists(path.resolve(file))) {
      String problem = Files.isDirectory(path) ? "it has no " + file : "there is no such folder";
      throw new RunException("%s is not a run: %s.".formatted(path, problem));
    }
    return new RunDirectory(LatestLink.followed(path));
  }

  static Path path(Path runs, String run) {
    try {
      return runs.resolve(run);
    } catch (InvalidPathException e) {
      throw new RunException(
          "\"%s\" cannot name a run: %s.%s".formatted(run, e.getReason(), RunName.LOCALE), e);
    }
  }

  /**
   * Returns all runs of a directory, the oldest first, also those that are links to folders
   * elsewhere.
   */
  public static List<RunDirectory> all(Path runs) {
    return all(runs, CONFIG);
  }

  /** Returns the directories with a file in them, in the order of its last modification. */
  public static List<RunDirectory> all(Path runs, String file) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(path -> Files.isDirectory(path) && !LatestLink.isOne(path))
          .map(RunDirectory::new)
          .filter(run -> Files.exists(run.path.resolve(file)))
          .sorted(
              Comparator.comparing((RunDirectory run) -> modified(run.path.resolve(file)))
                  .thenComparing(RunDirectory::name))
          .toList();
    } catch (IOException e) {
      throw RunException.cannotRead(runs, e);
    }
  }

  /** Returns what tells runs apart: their names, of equal ones with the folder above. */
  public static List<String> names(List<RunDirectory> runs) {
    List<String> names = runs.stream().map(RunDirectory::name).toList();
    return runs.stream()
        .map(run -> Collections.frequency(names, run.name()) == 1 ? run.name() : run.longName())
        .toList();
  }

  private String longName() {
    Path folder = path.toAbsolutePath().normalize().getParent();
    return folder == null ? name() : folder.getFileName() + "/" + name();
  }

  void markLatest() {
    LatestLink.pointTo(path);
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
  }

  /** Returns the run's name. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Returns the effective configuration. */
  public Path config() {
    return path.resolve(CONFIG);
  }

  /** Returns the record of what the run was made from and with. */
  public Path provenance() {
    return path.resolve(PROVENANCE);
  }

  /** Returns the table with one row per epoch. */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** Returns the table with the steps of training, thinned out. */
  public Path steps() {
    return path.resolve("steps.csv");
  }

  /** Returns the network's answers after the newest epoch that was evaluated. */
  public Path answers() {
    return path.resolve("epoch.json");
  }

  /** Returns the table of histograms of weights and outputs after each epoch. */
  public Path histograms() {
    return path.resolve("histograms.csv");
  }

  /** Returns the network, as Deeplearning4j's {@code ModelSerializer} writes it. */
  public Path model() {
    return path.resolve("model.zip");
  }

  /** Returns the words that somebody gave it to find it by, in their order; none: no file. */
  public List<String> tags() {
    Path file = path.resolve(TAGS);
    try {
      return Files.readAllLines(file).stream().filter(tag -> !tag.isBlank()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
  }

  Path models() {
    return path.resolve("models");
  }

  /** Returns the final evaluation on the test set. */
  public Path evaluation() {
    return path.resolve("evaluation.json");
  }

  /** Returns the run as a page for a browser. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** Returns the folder of states from which training can be resumed. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Returns the file that the process which writes into the directory has locked. */
  Path lock() {
    return path.resolve(".lock");
  }

  /** Returns the messages of the libraries. */
  public Path log() {
    return path.resolve("train.log");
  }
}
