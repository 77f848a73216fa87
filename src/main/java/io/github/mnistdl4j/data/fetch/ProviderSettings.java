package io.github.mnistdl4j.data.fetch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a {@link DatasetProvider} takes from outside.
 *
 * @param cacheRoot where the data sets' cache directories are; empty: a temporary directory serves
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
