package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directories with the files of every data set, and what happens when one lacks files. */
final class DataCache {
  private final Optional<Path> root;
  private final ProvisionListener listener;

  DataCache(Optional<Path> root, ProvisionListener listener) {
    this.root = root;
    this.listener = listener;
  }

  /** Puts the missing files into a directory that nobody else changes meanwhile. */
  interface Filler {
    /**
     * Installs files.
     *
     * @return where they came from, in words
     */
    String fill(CacheDirectory cache, List<IdxPart> missing) throws IOException;
  }

  /** A directory with all files, and where they came from. */
  record Filled(CacheDirectory directory, String source) {}

  Optional<CacheDirectory> directory(CatalogDataset dataset) {
    return root.map(path -> new CacheDirectory(path.resolve(dataset.name())));
  }

  /** The data set's directory, if all its files are there and intact. */
  Optional<CacheDirectory> intact(CatalogDataset dataset) {
    return directory(dataset)
        .filter(cache -> cache.check(dataset).stream().allMatch(FileCheck::intact));
  }

  /** The data set's directory, filled if need be; a temporary one if it cannot be written. */
  Filled fill(CatalogDataset dataset, Filler filler) {
    Optional<CacheDirectory> ready = intact(dataset);
    if (ready.isPresent()) {
      return fromCache(ready.get());
    }
    CacheDirectory cache =
        directory(dataset).filter(this::isWritable).orElseGet(() -> temporary(dataset));
    try {
      return CacheLock.holding(cache, listener, () -> fill(cache, dataset, filler));
    } catch (IOException e) {
      throw new DataException(
          "The cache %s cannot be used: %s".formatted(cache.path(), e.getMessage()), e);
    }
  }

  /** Bytes on the disk of everything in the cache. */
  long bytes() {
    if (root.filter(Files::isDirectory).isEmpty()) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(root.get())) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException | UncheckedIOException e) {
      throw new DataException(
          "The cache %s cannot be read: %s".formatted(root.get(), e.getMessage()), e);
    }
  }

  private Filled fill(CacheDirectory cache, CatalogDataset dataset, Filler filler)
      throws IOException {
    cache.removeHalfWritten();
    List<IdxPart> missing = new ArrayList<>();
    for (FileCheck check : cache.check(dataset)) {
      if (!check.intact()) {
        missing.add(check.part());
        moveAside(cache, check);
      }
    }
    if (missing.isEmpty()) {
      return fromCache(cache);
    }
    Filled filled = new Filled(cache, filler.fill(cache, List.copyOf(missing)));
    cache.removeDownloads();
    return filled;
  }

  private void moveAside(CacheDirectory cache, FileCheck damaged) throws IOException {
    if (Files.exists(damaged.path())) {
      listener.note(
          "%s in the cache %s; moved aside to %s."
              .formatted(damaged.path(), damaged.problem().orElse(""), cache.moveAside(damaged)));
    }
  }

  private static Filled fromCache(CacheDirectory cache) {
    return new Filled(cache, "the cache " + cache.path());
  }

  private boolean isWritable(CacheDirectory cache) {
    try {
      return Files.isWritable(Files.createDirectories(cache.path())) && CacheLock.isPossible(cache);
    } catch (IOException e) {
      return false;
    }
  }

  private CacheDirectory temporary(CatalogDataset dataset) {
    CacheDirectory temporary = new CacheDirectory(new TemporaryDirectory().path());
    listener.note(
        "%s, so %s is kept in %s until the program ends."
            .formatted(
                directory(dataset)
                    .map(cache -> "The cache " + cache.path() + " cannot be written")
                    .orElse("There is no HOME for a cache"),
                dataset.name(),
                temporary.path()));
    return temporary;
  }
}
