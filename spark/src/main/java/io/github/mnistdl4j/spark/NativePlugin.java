package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Sets up ND4J's libraries on every executor before its first task, since they read their settings
 * when they are loaded, and since tasks load libraries of Spark's meanwhile. Each task then
 * computes with one thread, so that an executor uses one per core.
 */
public final class NativePlugin implements SparkPlugin {
  @Override
  public @Nullable DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> unused) {
        KernelChoice unusedChoice = NativeRuntime.start(RunConfig.defaults().runtime());
      }
    };
  }
}
