package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files in a folder, which only have to be unpacked. */
record FolderSource(Path directory) implements DatasetSource {
  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public void requireReachable() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(name() + ": no such directory; is its package installed?");
    }
  }

  @Override
  public String fetch(CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException {
    requireReachable();
    for (IdxPart part : parts) {
      try (InputStream in = Gzip.open(part.in(directory, dataset.prefix()))) {
        cache.install(part, dataset.fingerprint(part), in);
      } catch (IOException e) {
        throw new IOException(name() + ": " + e.getMessage(), e);
      }
    }
    return name();
  }
}
