package io.github.mnistdl4j.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The symbolic link {@code latest} beside the runs. */
final class LatestLink {
  private LatestLink() {}

  /** Makes it point to a run, where the file system has links. */
  static void pointTo(Path run) {
    Path link = run.resolveSibling(RunDirectory.LATEST);
    Path temporary = run.resolveSibling("." + RunDirectory.LATEST + "-" + run.getFileName());
    try {
      Files.deleteIfExists(temporary);
      Files.createSymbolicLink(temporary, run.getFileName());
      Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      // no links here: RunDirectory finds the newest by its time
    }
  }

  /** The run that a path stands for now: another one may soon be the newest. */
  static Path followed(Path run) {
    try {
      return Files.isSymbolicLink(run) ? run.resolveSibling(Files.readSymbolicLink(run)) : run;
    } catch (IOException e) {
      throw RunException.cannotRead(run, e);
    }
  }
}
