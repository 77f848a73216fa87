package io.github.mnistdl4j.serving;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that is served now. Safe to use from several threads. */
final class Models {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  private final Supplier<ServedModel> source;
  private volatile ServedModel current;

  /** Loads the first one. */
  Models(Supplier<ServedModel> source) {
    this.source = source;
    this.current = source.get();
  }

  ServedModel current() {
    return current;
  }

  /**
   * Loads it again; it may be a newer run then. Where that fails, the old one goes on serving.
   *
   * @throws RuntimeException whatever made it fail
   */
  synchronized ServedModel reload() {
    ServedModel loaded = source.get();
    LOG.info("Serving {} in place of {}", loaded.version(), current.version());
    current = loaded;
    return loaded;
  }
}
