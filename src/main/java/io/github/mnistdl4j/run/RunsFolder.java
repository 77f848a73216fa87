package io.github.mnistdl4j.run;

import io.github.mnistdl4j.files.LockFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes, renames and tags what is in the directory of all runs: runs and sweeps that no process
 * writes. Nothing outside of it is touched: of a run that is a symbolic link, the link is deleted.
 *
 * @param path where it is
 */
public record RunsFolder(Path path) {
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}._+=@-]{1,40}");

  /** What a folder must have to be a run, or a sweep of runs. */
  private static final List<String> MARKS = List.of("config.yaml", "sweep.yaml");

  /**
   * Deletes runs; all of them, or none if one must not be.
   *
   * @param names their names, {@code latest}, or their paths
   * @throws RunException if one is not in this folder or is being written, or cannot be deleted
   */
  public List<Path> delete(List<String> names) {
    List<Path> entries = names.stream().map(this::find).distinct().toList();
    List<LockFile> locks = new ArrayList<>();
    try {
      entries.forEach(entry -> lock(entry, locks));
      entries.forEach(RunsFolder::deleteContent);
    } finally {
      locks.forEach(LockFile::close);
    }
    entries.forEach(RunsFolder::deleteMarked);
    repairLatest();
    return entries;
  }

  /**
   * Renames a run.
   *
   * @param name as {@link RunName} allows it
   * @return its new path
   * @throws RunException if it is not in this folder or is being written, or the name is taken
   */
  public Path rename(String run, String name) {
    Path entry = find(run);
    Path renamed = path.resolve(name);
    boolean newest = LatestLink.isAt(path, entry);
    List<LockFile> locks = new ArrayList<>();
    try {
      lock(entry, locks);
    } finally {
      locks.forEach(LockFile::close); // Windows moves no folder with an open file
    }
    try {
      Files.move(entry, renamed);
    } catch (FileAlreadyExistsException e) {
      throw new RunException(
          "A run named %s exists already in %s. Choose another name, or delete it."
              .formatted(name, path),
          e);
    } catch (IOException e) {
      throw RunException.cannotWrite(renamed, e);
    }
    if (newest) {
      LatestLink.pointTo(renamed);
    }
    return renamed;
  }

  /**
   * Gives a run or a sweep other tags.
   *
   * @param tags words to find it by, of letters, digits and {@code . _ + = @ -}; none: it has none
   * @return its path
   * @throws RunException if it is not in this folder, or a tag is none
   */
  public Path tag(String run, List<String> tags) {
    Path entry = find(run);
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        throw new RunException(
            "\"%s\" cannot be a tag: use up to 40 letters, digits and . _ + = @ -."
                .formatted(Provenance.printable(tag)));
      }
    }
    RunFiles.write(
        entry.resolve(RunDirectory.TAGS),
        tags.stream().distinct().map(tag -> tag + "\n").collect(Collectors.joining()));
    return entry;
  }

  /** Returns the entry of this folder that is called so. */
  private Path find(String run) {
    Path named =
        run.equals(RunDirectory.LATEST)
            ? RunDirectory.open(path, run).path()
            : RunDirectory.path(path, run);
    Path entry = isEntry(named) ? named : RunDirectory.path(Path.of(""), run);
    if (!isEntry(entry)) {
      throw new RunException(
          "\"%s\" is not in %s. Only what is directly in the directory of all runs is deleted, renamed or tagged; see --runs-dir."
              .formatted(run, path));
    }
    Path found = path.resolve(entry.getFileName());
    if (MARKS.stream().noneMatch(mark -> Files.exists(found.resolve(mark)))) {
      boolean exists = Files.exists(found, LinkOption.NOFOLLOW_LINKS);
      String problem = exists ? "has no config.yaml" : "does not exist; \"runs list\" lists them";
      throw new RunException("%s is not a run: it %s.".formatted(found, problem));
    }
    return found;
  }

  private boolean isEntry(Path candidate) {
    Path entry = candidate.toAbsolutePath().normalize();
    return path.toAbsolutePath().normalize().equals(entry.getParent());
  }

  private static boolean isFolder(Path entry) {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** Locks a run, or a sweep and its runs, so that no process writes into it. */
  private static void lock(Path entry, List<LockFile> locks) {
    if (!isFolder(entry)) {
      return;
    }
    locks.add(RunFiles.lock(new RunDirectory(entry)));
    RunDirectory.all(entry).stream()
        .filter(run -> isFolder(run.path()))
        .forEach(run -> locks.add(RunFiles.lock(run)));
  }

  /**
   * Deletes all but the files by which it is found, so that what is interrupted can be repeated.
   */
  private static void deleteContent(Path entry) {
    if (isFolder(entry)) {
      deleteTree(entry, List.of(".lock", MARKS.get(0), MARKS.get(1)));
    }
  }

  private static void deleteMarked(Path entry) {
    deleteTree(entry, List.of());
  }

  /** Deletes a tree without following links; on errors the lock files at its root may be left. */
  private static void deleteTree(Path root, List<String> kept) {
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> all = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        boolean isKept =
            each.equals(root) || (root.equals(each.getParent()) && isOneOf(kept, each));
        if (kept.isEmpty() || !isKept) {
          Files.delete(each);
        }
      }
    } catch (IOException e) {
      throw RunException.cannotWrite(root, e);
    }
  }

  private static boolean isOneOf(List<String> names, Path file) {
    return names.contains(file.getFileName().toString());
  }

  private void repairLatest() {
    if (LatestLink.isBroken(path)) {
      List<RunDirectory> left = RunDirectory.all(path);
      if (left.isEmpty()) {
        LatestLink.remove(path);
      } else {
        left.get(left.size() - 1).markLatest();
      }
    }
  }
}
