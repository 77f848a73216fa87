package io.github.mnistdl4j.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the inputs lie; the last one stays there to be looked at. */
public final class WorkFolder {
  private WorkFolder() {}

  /** A folder below {@code target}. */
  public static Path folder(String name) {
    try {
      return Files.createDirectories(Path.of("target", "fuzz", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
