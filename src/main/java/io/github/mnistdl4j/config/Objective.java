package io.github.mnistdl4j.config;

/** What trials are ranked by; never the test set, which has to stay unseen. */
public enum Objective {
  /** Lower loss on the validation set. */
  VAL_LOSS,
  /** Higher accuracy on the validation set. */
  VAL_ACCURACY
}
