package io.github.mnistdl4j.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * Finds the folder into which JavaCPP unpacks the native libraries: {@code
 * org.bytedeco.javacpp.cachedir}, else {@code .javacpp/cache} in the user's home, else a folder for
 * temporary files; the first that can be written.
 */
public final class NativesCache {
  private NativesCache() {}

  /** Returns the folder; empty if none of them can be written. */
  public static Optional<Path> directory() {
    try {
      return Optional.of(Loader.getCacheDir().toPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
