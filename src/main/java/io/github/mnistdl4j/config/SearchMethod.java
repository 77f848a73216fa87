package io.github.mnistdl4j.config;

/** How a sweep chooses the configurations that it tries. */
public enum SearchMethod {
  /** Every combination of the values; the last key's change fastest. */
  GRID,
  /** Independent draws from each key's values (Bergstra and Bengio 2012). */
  RANDOM,
  /**
   * Successive halving (Jamieson and Talwalkar 2016): independent draws that are all trained for a
   * few epochs; only the best continue, for a multiple of them, and so on.
   */
  HALVING
}
