package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.NOTHING;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigSchema;
import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.Records;
import java.util.List;

/**
 * The whole YAML file: what a run is made from, and what only some commands read.
 *
 * @param run its sections stand beside the others
 */
public record AppConfig(
    RunConfig run,
    @Key(value = "How serve answers requests, and its limits.", affects = NOTHING)
        ServingConfig serving,
    @Key(value = "How an Apache Spark cluster trains.", affects = NOTHING) SparkConfig spark) {

  /** Returns the tutorial's configuration: every key at its default. */
  public static AppConfig defaults() {
    return ConfigLoader.parse(AppConfig.class, "", "defaults", List.of());
  }

  /**
   * Returns the configuration for images of so many classes.
   *
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if the last layer has another
   *     number of units
   */
  public AppConfig forClasses(int classes) {
    return Records.with(this, "run", run.forClasses(classes));
  }

  /** Returns the JSON Schema of the YAML file, ending in a newline. */
  public static String jsonSchema() {
    return ConfigSchema.json("mnist-dl4j configuration", AppConfig.class);
  }
}
