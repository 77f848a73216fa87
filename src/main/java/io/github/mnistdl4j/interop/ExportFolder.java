package io.github.mnistdl4j.interop;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.tfjs.TfjsFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Gives a written folder its name: all of it appears, or nothing. */
final class ExportFolder {
  private ExportFolder() {}

  /**
   * Checks that a folder does not exist, or is an earlier export.
   *
   * @throws InteropException if it would be lost
   */
  static void requireReplaceable(Path folder) {
    boolean free =
        !Files.exists(folder, NOFOLLOW_LINKS)
            || (Files.isDirectory(folder, NOFOLLOW_LINKS) && TfjsFile.isExport(folder));
    if (!free) {
      throw new InteropException(
          "%s exists and is no earlier export, or has other files as well: it is not replaced. Name another folder with --output, or delete it."
              .formatted(folder));
    }
  }

  /**
   * Moves a draft to its place, from a folder on the same disk.
   *
   * @param aside where an earlier export goes, to be deleted
   * @throws IOException if it cannot be moved; then the earlier one is where it was
   */
  static void move(Path draft, Path folder, Path aside) throws IOException {
    flush(draft);
    requireReplaceable(folder);
    boolean replaced = Files.exists(folder, NOFOLLOW_LINKS);
    if (replaced) {
      Files.move(folder, aside, ATOMIC_MOVE);
    }
    try {
      Files.move(draft, folder, ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaced) {
        Files.move(aside, folder, ATOMIC_MOVE);
      }
      throw e;
    }
  }

  private static void flush(Path draft) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(draft)) {
      files = all.toList();
    }
    for (Path each : files) {
      try (FileChannel channel = FileChannel.open(each, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }
}
