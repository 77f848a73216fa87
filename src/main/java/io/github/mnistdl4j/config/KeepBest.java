package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/** Which epoch's checkpoint is kept, however old it is. */
public record KeepBest(
    @Key(value = MONITOR, byDefault = "val-loss") Monitor monitor,
    @Key(value = MODE, byDefault = "auto") MonitorMode mode) {

  static final String MONITOR = "Metric to monitor.";
  static final String MODE = "Which values are better; auto: higher accuracies, lower losses.";
}
