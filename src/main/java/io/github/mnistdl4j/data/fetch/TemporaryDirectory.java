package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that goes away with all that is in it: when closed, and when the program ends. */
final class TemporaryDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atExit = new Thread(this::deleteAll);

  TemporaryDirectory() {
    try {
      path = Files.createTempDirectory("mnist-dl4j-");
    } catch (IOException e) {
      throw new DataException(
          "No temporary directory can be created (%s): free some space or set -Djava.io.tmpdir"
              .formatted(e.getMessage()),
          e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    deleteAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void deleteAll() {
    try (Stream<Path> paths = Files.walk(path)) {
      List<Path> contentFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path file : contentFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left is the operating system's to clean.
    }
  }
}
