package io.github.mnistdl4j.config;

/** Which values of a metric are better. */
public enum MonitorMode {
  /** Higher accuracies, lower losses. */
  AUTO,
  /** Lower ones. */
  MIN,
  /** Higher ones. */
  MAX
}
