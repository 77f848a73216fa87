package io.github.mnistdl4j.config.binding;

/** Takes what is wrong with a configuration, so that all of it can be reported at once. */
@FunctionalInterface
public interface ProblemSink {
  /**
   * Adds a problem with the value at a path such as {@code layers[1].units}, its text put together
   * as {@link String#format} does.
   */
  void add(String path, String problem, Object... arguments);
}
