package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;

/** Waiting that ends with an error when the thread is interrupted. */
final class Pause {
  private Pause() {}

  static void of(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The error for a caller that was interrupted while it waited. */
  static DataException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DataException("Fetching was interrupted; what is complete is kept.", e);
  }
}
