package io.github.mnistdl4j.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Where JavaCPP unpacks the native libraries: {@code org.bytedeco.javacpp.cachedir}, else {@code
 * .javacpp/cache} in the user's home, else a folder for temporary files; the first that can be
 * written.
 */
public final class NativesCache {
  private NativesCache() {}

  /** The folder; empty if none of them can be written. */
  public static Optional<Path> directory() {
    try {
      return Optional.of(Loader.getCacheDir().toPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What the folder takes on the disk, as far as it can be read. */
  public static long bytes(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !Files.isSymbolicLink(file))
          .map(Path::toFile)
          .filter(File::isFile)
          .mapToLong(File::length)
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
