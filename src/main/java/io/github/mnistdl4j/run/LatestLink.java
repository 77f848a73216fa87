package io.github.mnistdl4j.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The symbolic link {@code latest} beside the runs. */
final class LatestLink {
  static final String NAME = "latest";

  private LatestLink() {}

  /** Returns whether a path is the link, or a new one on its way to replace it. */
  static boolean isOne(Path path) {
    return Files.isSymbolicLink(path)
        && String.valueOf(path.getFileName()).matches("latest|\\.latest-.*");
  }

  /** Returns whether it points to a run. */
  static boolean isAt(Path runs, Path run) {
    Path link = runs.resolve(NAME);
    return Files.isSymbolicLink(link) && followed(link).equals(run);
  }

  /** Returns whether it points to nothing. */
  static boolean isBroken(Path runs) {
    Path link = runs.resolve(NAME);
    return Files.isSymbolicLink(link) && !Files.exists(link);
  }

  /** Removes it. */
  static void remove(Path runs) {
    try {
      Files.deleteIfExists(runs.resolve(NAME));
    } catch (IOException e) {
      throw RunException.cannotWrite(runs.resolve(NAME), e);
    }
  }

  /** Makes it point to a run, where the file system has links. */
  static void pointTo(Path run) {
    Path link = run.resolveSibling(NAME);
    Path temporary = run.resolveSibling("." + NAME + "-" + run.getFileName());
    try {
      Files.deleteIfExists(temporary);
      Files.createSymbolicLink(temporary, run.getFileName());
      Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      // no links here: RunDirectory finds the newest by its time
    }
  }

  /** Returns the run that a path stands for now: another one may soon be the newest. */
  static Path followed(Path run) {
    try {
      return Files.isSymbolicLink(run) ? run.resolveSibling(Files.readSymbolicLink(run)) : run;
    } catch (IOException e) {
      throw RunException.cannotRead(run, e);
    }
  }
}
