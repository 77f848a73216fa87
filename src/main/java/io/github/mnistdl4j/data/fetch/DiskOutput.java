package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells an error of the disk, which no other source can cure, from one of the source. */
final class DiskOutput extends FilterOutputStream {
  private final Path file;

  private DiskOutput(OutputStream out, Path file) {
    super(out);
    this.file = file;
  }

  /**
   * Creates the file if need be.
   *
   * @throws DataException if it cannot be written; so do the stream's own methods
   */
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
  public void write(byte[] buffer, int offset, int length) {
    try {
      out.write(buffer, offset, length);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static DataException failure(Path file, IOException e) {
    return new DataException(
        "%s cannot be written (%s): a data set needs about 70 MB there; free some space"
            .formatted(file, e.getMessage()),
        e);
  }
}
