package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.MnistDl4jException;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that is served now. Safe to use from several threads. */
final class Models {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  private final Supplier<ServedModel> source;
  private volatile ServedModel current;
  private volatile ModelStatistics statistics = new ModelStatistics(Clock.systemUTC());

  Models(Supplier<ServedModel> source) {
    this.source = source;
    this.current = source.get();
  }

  ServedModel current() {
    return current;
  }

  /** Returns how often the model was asked that is served now. */
  ModelStatistics statistics() {
    return statistics;
  }

  /** Loads the model again; if that fails, the log says why and this returns false. */
  synchronized boolean reload() {
    try {
      ServedModel loaded = source.get();
      LOG.info("Serving {} in place of {}", loaded.version(), current.version());
      current = loaded;
      statistics = new ModelStatistics(Clock.systemUTC());
      return true;
    } catch (MnistDl4jException e) {
      LOG.error("The newest run cannot be served: {}", e.getMessage());
      return false;
    }
  }
}
