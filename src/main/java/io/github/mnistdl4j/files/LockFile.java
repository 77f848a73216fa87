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
import java.util.concurrent.locks.LockSupport;

/**
 * A file that only one holder has locked at a time. The operating system takes the lock back when
 * the process ends, however it ends: a killed process leaves nothing but a file with its number.
 * Safe to use from several threads.
 */
public final class LockFile implements AutoCloseable {
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  /** Many times as long as {@link #isHeld} has a lock. */
  private static final long NANOS_TO_ASK = 10_000_000;

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
        if (isLocked(channel)) {
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

  /** Locks a file for this process; tries twice, for {@link #isHeld} may be asking elsewhere. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    boolean locked = channel.tryLock() != null;
    if (!locked) {
      LockSupport.parkNanos(NANOS_TO_ASK);
      locked = channel.tryLock() != null;
    }
    return locked;
  }

  /**
   * Returns whether somebody has a lock, in this process or another. The number in the file does
   * not tell: a killed process leaves it, and another process may have the number since.
   *
   * @throws IOException if there is no such file, it cannot be read, or its file system has no
   *     locks
   */
  public static boolean isHeld(Path path) throws IOException {
    Path file = real(path);
    synchronized (HELD) {
      if (HELD.contains(file)) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return channel.tryLock(0, Long.MAX_VALUE, true) == null; // closing gives it back
      }
    }
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
