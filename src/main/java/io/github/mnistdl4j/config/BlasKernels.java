package io.github.mnistdl4j.config;

/** Who chooses the code that multiplies matrices. */
public enum BlasKernels {
  /** This program where it knows better than the library, which is older than some processors. */
  AUTO,
  /** The library. */
  LIBRARY
}
