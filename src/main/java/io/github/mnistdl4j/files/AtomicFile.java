package io.github.mnistdl4j.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.function.IOConsumer;

/** Writes whole files or nothing: to a temporary name, flushed to the disk, then renamed. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file in the place of a temporary one. To overwrite an old file that is no longer
   * needed costs half of what new blocks on the disk do.
   *
   * @param temporary in the same folder; need not exist before, and does not afterwards
   * @param content writes all bytes of the file
   * @throws IOException if they cannot be written; then the file is as it was
   */
  public static void write(Path file, Path temporary, IOConsumer<OutputStream> content)
      throws IOException {
    try {
      try (FileChannel channel = FileChannel.open(temporary, CREATE, WRITE, NOFOLLOW_LINKS)) {
        content.accept(Channels.newOutputStream(channel));
        channel.truncate(channel.position());
        channel.force(true);
      }
      Files.move(temporary, file, ATOMIC_MOVE);
      flush(file.resolveSibling(""));
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** Puts the new name on the disk as well, where directories can be flushed. */
  private static void flush(Path directory) {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // what went wrong before is what the user needs to hear
    }
  }
}
