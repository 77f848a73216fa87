package io.github.mnistdl4j.data.fetch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the operating system wants caches. */
final class CacheLocation {
  private static final String APPLICATION = "mnist-dl4j";

  private CacheLocation() {}

  /** Returns the application's cache directory; empty if the environment names no place for it. */
  static Optional<Path> find(Map<String, String> environment, String osName) {
    return directory(environment, "XDG_CACHE_HOME")
        .or(() -> usualPlace(environment, osName.toLowerCase(Locale.ROOT)))
        .map(caches -> caches.resolve(APPLICATION));
  }

  private static Optional<Path> usualPlace(Map<String, String> environment, String osName) {
    if (osName.startsWith("windows")) {
      return directory(environment, "LOCALAPPDATA");
    }
    String folder = osName.startsWith("mac") ? "Library/Caches" : ".cache";
    return directory(environment, "HOME").map(home -> home.resolve(folder));
  }

  private static Optional<Path> directory(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
