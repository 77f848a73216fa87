package io.github.mnistdl4j.run;

import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/**
 * Writes that training goes on without, such as on a disk that is full: the next may succeed. Used
 * by one thread.
 */
final class Attempts {
  private final Consumer<String> warning;
  private boolean failing;

  /** Attempts of which the first to fail is told, and the first to fail after a success. */
  Attempts(Consumer<String> warning) {
    this.warning = warning;
  }

  /**
   * Tries to write.
   *
   * @return whether it succeeded
   * @throws RunException if the folder is gone, for good
   */
  boolean succeeds(Runnable write) {
    try {
      write.run();
      failing = false;
    } catch (RunException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        throw e;
      }
      if (!failing) {
        warning.accept(
            "Warning: " + e.getMessage() + " Training goes on, and will try to write it again.");
      }
      failing = true;
    }
    return !failing;
  }
}
