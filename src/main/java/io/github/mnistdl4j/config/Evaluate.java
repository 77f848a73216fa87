package io.github.mnistdl4j.config;

/** When the test set is evaluated. */
public enum Evaluate {
  /** After every epoch. */
  EVERY_EPOCH,
  /** Once, after the last epoch. */
  END,
  /** Not at all. */
  NEVER
}
