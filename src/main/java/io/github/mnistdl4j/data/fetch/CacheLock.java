package io.github.mnistdl4j.data.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one process, and one thread of it, at a time change a cache directory. */
final class CacheLock {
  private static final int POLL_MILLIS = 100;

  /**
   * A process has a file's lock as a whole, and loses it when any of its threads closes the file.
   */
  private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

  /** What is done while the lock is held. */
  interface Action<T> {
    T run() throws IOException;
  }

  private CacheLock() {}

  /** Whether the directory's file system has locks and the user may take them. */
  static boolean isPossible(CacheDirectory cache) {
    THIS_PROCESS.lock();
    try (FileChannel channel = open(cache)) {
      tryLock(channel);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      THIS_PROCESS.unlock();
    }
  }

  /** Runs an action; waits, and says so, while somebody else runs one on this directory. */
  static <T> T holding(CacheDirectory cache, ProvisionListener listener, Action<T> action)
      throws IOException {
    THIS_PROCESS.lock();
    try (FileChannel channel = open(cache)) {
      if (tryLock(channel).isEmpty()) {
        listener.note("Another process is filling %s; waiting for it.".formatted(cache.path()));
        while (tryLock(channel).isEmpty()) {
          Pause.of(POLL_MILLIS);
        }
      }
      return action.run();
    } finally {
      THIS_PROCESS.unlock();
    }
  }

  private static FileChannel open(CacheDirectory cache) throws IOException {
    Path file = cache.path().resolve(".lock");
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    return Optional.ofNullable(channel.tryLock());
  }
}
