package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/** Which epoch's checkpoint stays, however old it is. */
public record KeepBest(
    @Key(value = MONITOR, byDefault = "val-loss") Monitor monitor,
    @Key(value = MODE, byDefault = "auto") MonitorMode mode) {

  static final String MONITOR = "The number of each epoch that decides.";
  static final String MODE = "Which are better; auto: greater accuracies, smaller losses.";
}
