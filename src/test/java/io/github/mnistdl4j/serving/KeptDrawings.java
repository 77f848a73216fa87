package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.run.TestFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of corrections for tests. */
final class KeptDrawings {
  private static final String KEPT = "20260102T030405006Z_a";
  private static final String TO_DELETE = "20260102T030405007Z_a";
  private static final long SIXTY_FOUR_MEBIBYTES = 64L << 20;

  private KeptDrawings() {}

  /** The id of a correction that a method may be asked with. */
  static String idFor(String method) {
    return method.equals("DELETE") ? TO_DELETE : KEPT;
  }

  /** The setting of a new folder with two drawings of a three. */
  static String setting() {
    Path folder = folder();
    write(folder, KEPT);
    write(folder, TO_DELETE);
    return "corrections=" + folder;
  }

  /** The setting of a new folder that has no room. */
  static String full() {
    Path folder = folder();
    Path file = folder.resolve("3").resolve(KEPT + ".png");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(SIXTY_FOUR_MEBIBYTES); // takes no room on the disk
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "corrections=" + folder;
  }

  private static Path folder() {
    try {
      Path folder = TestFolder.untilTheEnd("corrections");
      Files.createDirectories(folder.resolve("3"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, String id) {
    try {
      Files.write(folder.resolve("3").resolve(id + ".png"), Requests.png(60));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
