package io.github.mnistdl4j.training;

import java.util.function.Supplier;

/** Decides when a training's state is kept, and keeps it. Called by the training thread. */
public interface Checkpointer {
  /** Keeps nothing. */
  Checkpointer NONE = (trigger, count, state) -> {};

  /** What has just happened. */
  enum Trigger {
    /** A step was done that is not its epoch's last. */
    STEP,
    /** An epoch has ended and its evaluations are done. */
    EPOCH,
    /** Training ends before its time, by a request to stop or its time limit. */
    INTERRUPTION
  }

  /**
   * Called where training could be resumed later.
   *
   * @param count epochs that have ended, or steps of the epoch at hand
   * @param state makes a copy of the state, which is good until the next one is made
   */
  void at(Trigger trigger, int count, Supplier<TrainingState> state);
}
