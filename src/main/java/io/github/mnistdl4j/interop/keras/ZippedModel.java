package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads entries of a zip file; one that is meant to exhaust memory or to escape is refused. */
final class ZippedModel implements AutoCloseable {
  /** A model has three, and one for each asset. */
  private static final int MOST_ENTRIES = 1000;

  /** As Keras. */
  private static final long MOST_RATIO = 100;

  private final Path path;
  private final ZipFile zip;

  /**
   * @throws InteropException if it is damaged or hostile
   */
  ZippedModel(Path path) {
    this.path = path;
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
              if (entry.getSize() > MOST_RATIO * Math.max(1, entry.getCompressedSize())) {
                throw problem(
                    "has an entry %s that unpacks to more than %d times its size"
                        .formatted(InteropException.printable(name), MOST_RATIO));
              }
            });
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /**
   * Returns an entry's bytes; empty if it is missing.
   *
   * @param most bytes that it may have
   * @throws InteropException if it has more, or cannot be unpacked
   */
  Optional<byte[]> bytes(String name, int most) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    long limit = Math.min(most, MOST_RATIO * Math.max(1, entry.getCompressedSize()));
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

  private InteropException problem(String found) {
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
