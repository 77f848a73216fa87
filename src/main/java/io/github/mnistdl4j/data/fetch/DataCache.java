package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.LockFile;
import io.github.mnistdl4j.files.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;

/** Keeps the files of every data set in a directory each, and fills those that lack files. */
final class DataCache {
  private static final int POLL_MILLIS = 100;

  private final Optional<Path> root;
  private final ProvisionListener listener;

  DataCache(Optional<Path> root, ProvisionListener listener) {
    this.root = root;
    this.listener = listener;
  }

  /** Puts missing files into a locked directory; returns where they came from, in words. */
  interface Filler {
    String fill(CacheDirectory cache, List<IdxPart> missing)
        throws IOException, InterruptedException;
  }

  /** A directory with all files, and where they came from. */
  record Filled(CacheDirectory directory, String source) {}

  Optional<CacheDirectory> directory(CatalogDataset dataset) {
    return root.map(path -> new CacheDirectory(path.resolve(dataset.name())));
  }

  /** Returns the data set's directory, if all its files are there and intact. */
  Optional<CacheDirectory> intact(CatalogDataset dataset) {
    return directory(dataset)
        .filter(cache -> cache.check(dataset).stream().allMatch(FileCheck::intact));
  }

  /** Fills the data set's directory if need be, or a temporary one if it cannot be written. */
  Filled fill(CatalogDataset dataset, Filler filler) {
    Optional<CacheDirectory> ready = intact(dataset);
    if (ready.isPresent()) {
      return fromCache(ready.get());
    }
    CacheDirectory cache =
        directory(dataset).filter(this::isWritable).orElseGet(() -> temporary(dataset));
    try {
      LockFile lock = lock(cache);
      try {
        return fill(cache, dataset, filler);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new DataException(
          "The cache %s cannot be used: %s".formatted(cache.path(), e.getMessage()), e);
    } catch (InterruptedException e) {
      throw Fetcher.interrupted(e);
    }
  }

  /** Returns the bytes on the disk of everything in the cache. */
  long bytes() {
    if (root.filter(Files::isDirectory).isEmpty()) {
      return 0;
    }
    try {
      return PathUtils.sizeOfDirectory(root.get());
    } catch (IOException e) {
      throw new DataException(
          "The cache %s cannot be read: %s".formatted(root.get(), e.getMessage()), e);
    }
  }

  /** Waits, and says so, while somebody else fills the directory. */
  private LockFile lock(CacheDirectory cache) throws IOException, InterruptedException {
    Optional<LockFile> lock = LockFile.take(cache.lock());
    if (lock.isEmpty()) {
      listener.note("Another process is filling %s; waiting for it.".formatted(cache.path()));
    }
    while (lock.isEmpty()) {
      Thread.sleep(POLL_MILLIS);
      lock = LockFile.take(cache.lock());
    }
    return lock.get();
  }

  private Filled fill(CacheDirectory cache, CatalogDataset dataset, Filler filler)
      throws IOException, InterruptedException {
    cache.remove("*.tmp-*"); // of processes that were killed; downloads are continued
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
    cache.remove("*.part");
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
      boolean writable = Files.isWritable(Files.createDirectories(cache.path()));
      LockFile.take(cache.lock()).ifPresent(LockFile::close);
      return writable;
    } catch (IOException e) {
      return false;
    }
  }

  private CacheDirectory temporary(CatalogDataset dataset) {
    CacheDirectory temporary;
    try {
      temporary = new CacheDirectory(new TemporaryDirectory().path());
    } catch (IOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
    String reason =
        directory(dataset)
            .map(cache -> "The cache " + cache.path() + " cannot be written")
            .orElse("There is no HOME for a cache");
    listener.note(
        "%s, so %s is kept in %s until the program ends."
            .formatted(reason, dataset.name(), temporary.path()));
    return temporary;
  }
}
