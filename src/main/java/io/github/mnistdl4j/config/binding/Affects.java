package io.github.mnistdl4j.config.binding;

/** What a key changes; whether it may differ between two trainings follows from it. */
public enum Affects {
  /** What is learned. */
  RESULT,
  /** What must be the same for results to be comparable: how they are computed and measured. */
  COMPARISON,
  /** Where the data are; their hashes say whether they are the same. */
  PLACE,
  /** How long training goes on. */
  LENGTH,
  /** Nothing that is learned. */
  NOTHING
}
