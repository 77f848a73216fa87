package io.github.mnistdl4j.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Lets one process, and one thread of it, at a time change a cache directory. */
final class CacheLock {
  private static final int POLL_MILLIS = 100;

  /** What is done while the lock is held. */
  interface Action<T> {
    T run() throws IOException;
  }

  private CacheLock() {}

  /** Runs an action; waits, and says so, while another process runs one on this directory. */
  static <T> T holding(CacheDirectory cache, ProvisionListener listener, Action<T> action)
      throws IOException {
    Path file = cache.path().resolve(".lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (tryLock(channel).isEmpty()) {
        listener.note("Another process is filling %s; waiting for it.".formatted(cache.path()));
        while (tryLock(channel).isEmpty()) {
          pause();
        }
      }
      return action.run();
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another process");
    }
  }
}
