package io.github.mnistdl4j.data.fetch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a {@link DatasetProvider} takes from outside.
 *
 * @param catalog the data sets with a name
 * @param cacheRoot where the data sets' cache directories are; empty: a temporary directory serves
 * @param environment environment variables
 * @param timeouts how patient fetching is
 * @param listener hears what happens
 */
record ProviderSettings(
    DatasetCatalog catalog,
    Optional<Path> cacheRoot,
    Map<String, String> environment,
    Timeouts timeouts,
    ProvisionListener listener) {

  ProviderSettings {
    environment = Map.copyOf(environment);
  }
}
