package io.github.mnistdl4j.config;

/** Which values of a monitored number are the better ones. */
public enum MonitorMode {
  /** Greater ones of an accuracy, smaller ones of a loss. */
  AUTO,
  /** Smaller ones. */
  MIN,
  /** Greater ones. */
  MAX
}
