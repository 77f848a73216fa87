package io.github.mnistdl4j.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A directory that goes away with all that is in it: when closed, and when the program ends. */
public final class TemporaryDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atExit = new Thread(this::delete);

  /**
   * Creates a directory where the system keeps temporary files.
   *
   * @throws IOException if it cannot be created, with what to do
   */
  public TemporaryDirectory() throws IOException {
    try {
      path = Files.createTempDirectory("mnist-dl4j-");
    } catch (IOException e) {
      throw new IOException(
          "No temporary directory can be created (%s): free some space or set -Djava.io.tmpdir"
              .formatted(e.getMessage()),
          e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Creates a directory in another one, on whose disk it lies then.
   *
   * @throws IOException if it cannot be created
   */
  public TemporaryDirectory(Path parent) throws IOException {
    path = Files.createTempDirectory(parent, ".mnist-dl4j-");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    delete();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /** Deletes what can be deleted; the rest is the operating system's to clean. */
  private void delete() {
    FileUtils.deleteQuietly(path.toFile());
  }
}
