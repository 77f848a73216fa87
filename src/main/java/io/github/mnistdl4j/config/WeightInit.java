package io.github.mnistdl4j.config;

/** How weights start; {@code in} and {@code out} are the layer's inputs and units. */
public enum WeightInit {
  /** Uniform in ±√(6 / (in + out)), Keras's default. */
  GLOROT_UNIFORM,
  /** Normal with variance 2 / (in + out). */
  GLOROT_NORMAL,
  /** Uniform in ±√(6 / in). */
  HE_UNIFORM,
  /** Normal with variance 2 / in. */
  HE_NORMAL,
  /** Uniform in ±√(3 / in). */
  LECUN_UNIFORM,
  /** Normal with variance 1 / in. */
  LECUN_NORMAL
}
