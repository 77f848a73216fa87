package io.github.mnistdl4j.run;

import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/**
 * Writes files that training can do without, as on a full disk: the first failure is reported, and
 * training continues. Used by one thread.
 */
final class BestEffortWriter {
  /** What follows for what is written again as a whole. */
  static final String AGAIN = "will try to write it again";

  private final Consumer<String> warning;
  private final String consequence;
  private boolean failing;

  /**
   * @param warning told of a failure that does not follow another
   * @param consequence end of the sentence that begins with "Training continues, and"
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
            "Warning: %s Training continues, and %s.".formatted(e.getMessage(), consequence));
      }
      failing = true;
    }
    return !failing;
  }
}
