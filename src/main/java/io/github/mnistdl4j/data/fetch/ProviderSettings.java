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
public record ProviderSettings(
    DatasetCatalog catalog,
    Optional<Path> cacheRoot,
    Map<String, String> environment,
    Timeouts timeouts,
    ProvisionListener listener) {

  public ProviderSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * The application's own catalogue and patience, with the cache where the operating system keeps
   * caches.
   *
   * @param environment environment variables, as {@link System#getenv()}
   * @param osName the system property {@code os.name}
   */
  public static ProviderSettings standard(
      Map<String, String> environment, String osName, ProvisionListener listener) {
    return new ProviderSettings(
        DatasetCatalog.standard(),
        CacheLocation.find(environment, osName),
        environment,
        Timeouts.standard(),
        listener);
  }
}
