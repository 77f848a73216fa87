package io.github.mnistdl4j.config;

/** The loss function: a mean over the images, of the truth {@code t} and the output {@code p}. */
public enum Loss {
  /** −Σ t · ln p over the classes. */
  CATEGORICAL_CROSSENTROPY,
  /** The mean of (t − p)² over the classes. */
  MEAN_SQUARED_ERROR
}
