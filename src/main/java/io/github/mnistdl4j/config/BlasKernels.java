package io.github.mnistdl4j.config;

/** Who chooses the code that multiplies matrices. */
public enum BlasKernels {
  /** This program where OpenBLAS, which is older than some processors, would choose a slow one. */
  AUTO,
  /** OpenBLAS. */
  LIBRARY
}
