package io.github.mnistdl4j.sweep;

import java.time.Duration;
import java.util.List;

/** Hears, on the sweep's thread, how a sweep goes on. */
public interface SweepListener {
  /**
   * Trials begin: all of them, or with successive halving those that are left.
   *
   * @param trials how many
   * @param done of them before, by this sweep or the one it goes on with
   * @param epochs that they are to be trained for
   * @param place where, as {@link TrialRunner#place}
   */
  default void onRung(int trials, int done, int epochs, String place) {}

  /**
   * A trial has ended.
   *
   * @param took what it took, without waiting for its turn
   * @param ranking all that have ended, the best first
   */
  default void onTrial(TrialResult result, Duration took, List<Candidate> ranking) {}
}
