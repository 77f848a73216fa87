package io.github.mnistdl4j.report.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps what was read from files until one of them changes. Used by one thread at a time. */
final class Unchanged<T> {
  private List<String> before = List.of();
  private Optional<T> content = Optional.empty();

  /** Returns what was read before, or reads the files. */
  T read(List<Path> files, Supplier<T> reader) {
    List<String> now = files.stream().map(Unchanged::version).toList();
    if (content.isEmpty() || !now.equals(before)) {
      content = Optional.of(reader.get());
      before = now;
    }
    return content.orElseThrow();
  }

  private static String version(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return file + " is missing";
    }
  }
}
