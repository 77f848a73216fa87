package io.github.mnistdl4j.sweep;

import java.time.Duration;
import java.util.List;

/** Receives the events of a sweep, on its thread. */
public interface SweepListener {
  /**
   * Called when trials start: all of them, or with successive halving those that are left.
   *
   * @param trials how many
   * @param done how many of them are done already
   * @param epochs that they are to be trained for
   * @param place where, as {@link TrialRunner#place}
   */
  default void onRung(int trials, int done, int epochs, String place) {}

  /**
   * Called when a trial has ended.
   *
   * @param took its time, without waiting for its turn
   * @param ranking all that have ended, the best first
   */
  default void onTrial(TrialResult result, Duration took, List<Candidate> ranking) {}
}
