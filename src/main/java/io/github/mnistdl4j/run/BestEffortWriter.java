package io.github.mnistdl4j.run;

import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/**
 * Writes that training goes on without, such as on a disk that is full: the next may succeed. Used
 * by one thread.
 */
final class BestEffortWriter {
  /** What follows for what is written again as a whole. */
  static final String AGAIN = "will try to write it again";

  private final Consumer<String> warning;
  private final String consequence;
  private boolean failing;

  /**
   * Attempts of which the first to fail is told, and the first to fail after a success.
   *
   * @param consequence how the sentence goes on that begins with "Training goes on, and"
   */
  BestEffortWriter(Consumer<String> warning, String consequence) {
    this.warning = warning;
    this.consequence = consequence;
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
            "Warning: %s Training goes on, and %s.".formatted(e.getMessage(), consequence));
      }
      failing = true;
    }
    return !failing;
  }
}
