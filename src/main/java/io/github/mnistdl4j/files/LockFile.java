package io.github.mnistdl4j.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that only one holder has locked at a time. The operating system takes the lock back when
 * the process ends, however it ends: a killed process leaves nothing but a file with its number.
 * Safe to use from several threads.
 */
public final class LockFile implements AutoCloseable {
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  /** Those of this process, which would lose a lock by opening and closing its file once more. */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a lock, to be given back by {@link #close}.
   *
   * @param path created if need be
   * @return empty if another process has it, or another part of this one
   * @throws IOException if the file cannot be written, or its file system has no locks
   */
  public static Optional<LockFile> take(Path path) throws IOException {
    Path file = real(path);
    synchronized (HELD) {
      if (HELD.contains(file)) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap((PID + "\n").getBytes(StandardCharsets.UTF_8)));
          HELD.add(file);
          return Optional.of(new LockFile(file, channel));
        }
      } finally {
        if (!HELD.contains(file)) {
          channel.close();
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the number of the process that has a lock. */
  public static String holder(Path path) throws IOException {
    Path file = real(path);
    synchronized (HELD) {
      return HELD.contains(file) ? PID : Files.readString(file).strip();
    }
  }

  private static Path real(Path path) throws IOException {
    return path.resolveSibling("").toRealPath().resolve(path.getFileName());
  }

  @Override
  public void close() {
    synchronized (HELD) {
      try {
        channel.close();
      } catch (IOException e) {
        // the end of the process releases it
      }
      HELD.remove(file);
    }
  }
}
