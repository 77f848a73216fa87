package io.github.mnistdl4j.training;

import java.util.function.Supplier;

/** Decides when a training's state is kept, and keeps it. Called by the training thread. */
public interface Checkpointer {
  /** Keeps nothing. */
  Checkpointer NONE = (moment, count, state) -> {};

  /** What has just happened. */
  enum Moment {
    /** A step of an epoch was done, not its last. */
    STEP,
    /** An epoch has ended and its evaluations are done. */
    EPOCH,
    /** Training was asked to stop and does. */
    INTERRUPTION
  }

  /**
   * Training has come to a point from which it could go on.
   *
   * @param count epochs that have ended, or steps of the epoch at hand
   * @param state makes a copy of the state; use it no more when asking for the next, which may be
   *     made in its place
   */
  void at(Moment moment, int count, Supplier<TrainingState> state);
}
