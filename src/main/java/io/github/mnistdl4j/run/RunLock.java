package io.github.mnistdl4j.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a run's directory, of one process at a time. The operating system holds
 * it and takes it back when the process ends, however it ends: what a killed one leaves is only a
 * file that says its number.
 */
public final class RunLock {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws RunException if another process has it, or it cannot be taken
   */
  public static RunLock take(RunDirectory run) {
    Path file = run.lock();
    try {
      RunLock lock =
          new RunLock(
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
      try {
        lock.acquire(run);
        return lock;
      } catch (IOException | RunException e) {
        lock.channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    }
  }

  private void acquire(RunDirectory run) throws IOException {
    if (!lock(channel)) {
      throw new RunException(
          "The run %s is being written by process %s. Wait for it or stop it, then try again."
              .formatted(run.path(), Files.readString(run.lock()).strip()));
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process has it
    }
  }

  /** Gives it back. */
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      // the end of the process releases it
    }
  }
}
