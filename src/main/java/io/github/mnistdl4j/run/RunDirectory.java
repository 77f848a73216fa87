package io.github.mnistdl4j.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
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
  public static final String LATEST = "latest";

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
    name.ifPresent(RunDirectory::checkName);
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

  private static void checkName(String name) {
    boolean allowed = name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+=@-]{0,79}");
    if (!allowed || name.equals(LATEST)) {
      throw new RunException(
          "--name \"%s\" cannot name a run: use up to 80 letters, digits, spaces and . _ + = @ -,"
                  .formatted(name)
              + " beginning with a letter or digit, and not \"latest\".");
    }
  }

  /**
   * Finds a run.
   *
   * @param run its name in the directory of all runs, {@code latest}, or its path
   * @throws RunException if there is none
   */
  public static RunDirectory open(Path runs, String run) {
    Path named = path(runs, run);
    Path found = Files.isDirectory(named) ? named : path(Path.of(""), run);
    if (!Files.isDirectory(found)) {
      List<RunDirectory> all = all(runs);
      if (run.equals(LATEST) && !all.isEmpty()) {
        return all.get(all.size() - 1);
      }
      List<String> known = all.stream().map(RunDirectory::name).toList();
      throw new RunException(
          "There is no run \"%s\" in %s. %s"
              .formatted(
                  run,
                  runs,
                  known.isEmpty()
                      ? "Train one with \"train\" first."
                      : "There are: " + String.join(", ", known) + "."));
    }
    if (!Files.exists(new RunDirectory(found).config())) {
      throw new RunException("%s is not a run: it has no config.yaml.".formatted(found));
    }
    return new RunDirectory(withoutLink(found));
  }

  /** What {@code latest} stands for now: another run may soon be the newest. */
  private static Path withoutLink(Path run) {
    try {
      return Files.isSymbolicLink(run) ? run.resolveSibling(Files.readSymbolicLink(run)) : run;
    } catch (IOException e) {
      throw RunException.cannotRead(run, e);
    }
  }

  private static Path path(Path runs, String run) {
    try {
      return runs.resolve(run);
    } catch (InvalidPathException e) {
      throw new RunException("\"%s\" cannot name a run: %s.".formatted(run, e.getReason()), e);
    }
  }

  /** All runs of a directory, the oldest first. */
  public static List<RunDirectory> all(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(RunDirectory::new)
          .filter(run -> Files.exists(run.config()))
          .sorted(Comparator.comparing(RunDirectory::created).thenComparing(RunDirectory::name))
          .toList();
    } catch (IOException e) {
      throw RunException.cannotRead(runs, e);
    }
  }

  /** Makes {@code latest} beside this run point to it, where the file system has links. */
  void markLatest() {
    Path link = path.resolveSibling(LATEST);
    Path temporary = path.resolveSibling("." + LATEST + "-" + name());
    try {
      Files.deleteIfExists(temporary);
      Files.createSymbolicLink(temporary, path.getFileName());
      Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      // no links here: open finds the newest by its time
    }
  }

  private FileTime created() {
    try {
      return Files.getLastModifiedTime(config());
    } catch (IOException e) {
      throw RunException.cannotRead(config(), e);
    }
  }

  /** The run's name. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** The effective configuration. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /** What the run was made from and with. */
  public Path provenance() {
    return path.resolve("provenance.json");
  }

  /** A row an epoch. */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** The network, as Deeplearning4j's {@code ModelSerializer} writes it. */
  public Path model() {
    return path.resolve("model.zip");
  }

  /** The final evaluation on the test set. */
  public Path evaluation() {
    return path.resolve("evaluation.json");
  }

  /** The run as a page for a browser. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** States from which training can go on. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Held by the process that writes into the directory. */
  Path lock() {
    return path.resolve(".lock");
  }

  /** What the libraries had to say. */
  public Path log() {
    return path.resolve("train.log");
  }
}
