package io.github.mnistdl4j.config;

/**
 * What makes one trial better than another: never the test set, which would measure nothing then.
 */
public enum Objective {
  /** The smaller loss on the validation set. */
  VAL_LOSS,
  /** The greater accuracy on the validation set. */
  VAL_ACCURACY
}
