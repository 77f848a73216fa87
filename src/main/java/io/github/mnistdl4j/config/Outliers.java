package io.github.mnistdl4j.config;

/** Which images that show none of the classes are learned from as well. */
public enum Outliers {
  /** None. */
  NONE,
  /** Drawn ones: letters, signs, scribbles, textures, several digits. A fifth as many as digits. */
  GENERATED
}
