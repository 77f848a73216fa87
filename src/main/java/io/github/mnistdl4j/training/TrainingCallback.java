package io.github.mnistdl4j.training;

/** Hears, on the training thread, how training goes on. */
public interface TrainingCallback {
  /**
   * An epoch starts.
   *
   * @param epoch from 1
   * @param epochs how many there will be
   * @param steps batches of this epoch
   */
  default void onEpochStart(int epoch, int epochs, int steps) {}

  /**
   * A batch was trained on.
   *
   * @param step from 1
   * @param running means over the epoch's batches so far
   */
  default void onStep(int step, Score running) {}

  /** Something happened that a user should know, in a sentence. */
  default void onNote(String text) {}

  /** An epoch has ended and its evaluations are done. */
  default void onEpochEnd(EpochResult result) {}
}
