package io.github.mnistdl4j.interop.dense;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads entries of a zip file; one that is meant to exhaust memory or to escape is refused. */
public final class ZippedModel implements AutoCloseable {
  /** A model has three, and one for each asset. */
  private static final int MOST_ENTRIES = 1000;

  /** As Keras. */
  private static final long MOST_RATIO = 100;

  private final Path path;
  private final ZipFile zip;
  private final Set<String> bounded;

  /**
   * @throws InteropException if it is damaged or hostile
   */
  public ZippedModel(Path path) {
    this(path, Set.of());
  }

  /**
   * @param bounded entries that may shrink more, since they are read with a limit that something
   *     else in the file sets
   * @throws InteropException if it is damaged or hostile
   */
  public ZippedModel(Path path, Set<String> bounded) {
    this.path = path;
    this.bounded = bounded;
    try {
      this.zip = new ZipFile(path.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw problem("is a damaged zip file (%s)".formatted(e.getMessage()));
    }
    try {
      requireHarmless();
    } catch (InteropException e) {
      close();
      throw e;
    } catch (IllegalArgumentException e) {
      close();
      throw problem("is a damaged zip file (an entry's name is no text)");
    }
  }

  private void requireHarmless() {
    if (zip.size() > MOST_ENTRIES) {
      throw problem("has %d entries, which no model has".formatted(zip.size()));
    }
    zip.stream()
        .forEach(
            entry -> {
              String name = entry.getName();
              if (name.startsWith("/")
                  || name.contains("\\")
                  || Arrays.asList(name.split("/")).contains("..")) {
                throw problem(
                    "has an entry \"%s\", which leads out of it"
                        .formatted(InteropException.printable(name)));
              }
              if (entry.getSize() > mostBytes(entry)) {
                throw problem(
                    "has an entry %s that unpacks to more than %d times its size"
                        .formatted(InteropException.printable(name), MOST_RATIO));
              }
            });
  }

  private long mostBytes(ZipEntry entry) {
    return bounded.contains(entry.getName())
        ? Long.MAX_VALUE
        : MOST_RATIO * Math.max(1, entry.getCompressedSize());
  }

  /** Returns whether there is an entry of that name. */
  public boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /**
   * Returns an entry's bytes; empty if it is missing.
   *
   * @param most bytes that it may have
   * @throws InteropException if it has more, or cannot be unpacked
   */
  public Optional<byte[]> bytes(String name, int most) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    long limit = Math.min(most, mostBytes(entry));
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) limit + 1);
      if (bytes.length > limit) {
        throw problem("has an entry %s of more than %d bytes".formatted(name, limit));
      }
      CRC32 checksum = new CRC32();
      checksum.update(bytes);
      if (checksum.getValue() != entry.getCrc()) {
        throw problem("is damaged: the checksum of %s is wrong".formatted(name));
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      throw problem("is damaged: %s cannot be unpacked (%s)".formatted(name, e.getMessage()));
    }
  }

  /** Returns the names of all entries. */
  public List<String> names() {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /** Returns an error about this file. */
  public InteropException problem(String found) {
    return new InteropException("%s %s.".formatted(path, found.replaceAll("\\p{Cntrl}", "?")));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
