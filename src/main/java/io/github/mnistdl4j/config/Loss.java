package io.github.mnistdl4j.config;

/** What training makes small: a mean over the images, of {@code t} the truth and {@code p}. */
public enum Loss {
  /** −Σ t · ln p over the classes. */
  CATEGORICAL_CROSSENTROPY,
  /** The mean of (t − p)² over the classes. */
  MEAN_SQUARED_ERROR
}
