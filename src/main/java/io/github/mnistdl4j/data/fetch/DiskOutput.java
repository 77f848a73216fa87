package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.output.ProxyOutputStream;

/** Tells an error of the disk, which no other source can cure, from one of the source. */
final class DiskOutput extends ProxyOutputStream {
  private final Path file;

  /** Writes to a stream into a file; every error is a {@link DataException}. */
  DiskOutput(OutputStream out, Path file) {
    super(out);
    this.file = file;
  }

  /** Opens a file, which is created if need be; every error is a {@link DataException}. */
  static OutputStream open(Path file, StandardOpenOption mode) {
    try {
      return new DiskOutput(
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode),
          file);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  @Override
  protected void handleIOException(IOException e) {
    throw failure(file, e);
  }

  private static DataException failure(Path file, IOException e) {
    return new DataException(
        "%s cannot be written (%s): a data set needs about 70 MB there, one of EMNIST up to 900 MB; free some space"
            .formatted(file, e.getMessage()),
        e);
  }
}
