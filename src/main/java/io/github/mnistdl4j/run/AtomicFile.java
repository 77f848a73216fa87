package io.github.mnistdl4j.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes whole files or nothing: to a temporary name, flushed to the disk, then renamed. */
public final class AtomicFile {
  /** Writes a file's bytes. */
  public interface Content {
    /** Writes all of them. */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a text.
   *
   * @throws RunException if it cannot be written; then the file is as it was
   */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file.
   *
   * @throws RunException if it cannot be written; then the file is as it was
   */
  public static void write(Path file, Content content) {
    write(file, file.resolveSibling(file.getFileName() + ".tmp"), content);
  }

  /**
   * Writes a file in the place of one that is no longer needed, which costs half of what new blocks
   * on the disk do.
   *
   * @param temporary in the same folder; need not be there, and is not afterwards
   * @throws RunException if it cannot be written; then the file is as it was
   */
  static void write(Path file, Path temporary, Content content) {
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS)) {
        content.writeTo(Channels.newOutputStream(channel));
        channel.truncate(channel.position());
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      flush(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** The new name is on the disk, too, where directories can be flushed. */
  private static void flush(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
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
