package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** A zip archive on a web server that has the packed files among many others, as EMNIST's. */
record ZipSource(URI archive, ProviderSettings settings) implements DatasetSource {
  private static final long MOST_BYTES = 1L << 30;
  private static final int ATTEMPTS = 3;
  private static final String FOLDER = "gzip/";

  @Override
  public String name() {
    return archive.toString();
  }

  @Override
  public void requireReachable() throws IOException, InterruptedException {
    try {
      download().requireReachable(archive);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public String fetch(CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException, InterruptedException {
    settings
        .listener()
        .note(
            "%s comes in an archive of 560 MB, which is downloaded once and not kept."
                .formatted(dataset.name()));
    Path zip = cache.path().resolve("archive.zip.part");
    try {
      download(zip);
      unpack(zip, dataset, parts, cache);
    } catch (IOException e) {
      throw failure(e);
    }
    return name();
  }

  private HttpDownload download() {
    return new HttpDownload(
        settings.timeouts(), settings.listener(), new ProxyVariables(settings.environment()));
  }

  /** Downloads the archive, continuing a part of it; what fails half-way is kept. */
  private void download(Path zip) throws IOException, InterruptedException {
    HttpDownload download = download();
    for (int attempt = 1; true; attempt++) {
      try {
        boolean unused = download.fetch(archive, zip, MOST_BYTES);
        return;
      } catch (HttpFailure e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        settings.listener().note("%s: %s; trying again.".formatted(archive, e.getMessage()));
        Thread.sleep(settings.timeouts().backOff().toMillis());
      }
    }
  }

  private static void unpack(
      Path zip, CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (IdxPart part : parts) {
        install(file, part, dataset.fingerprint(part).orElseThrow(), cache);
      }
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  private static void install(ZipFile zip, IdxPart part, Fingerprint expected, CacheDirectory cache)
      throws IOException {
    String name = FOLDER + expected.packedName(part);
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("the archive has no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      String found = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(in);
      Optional<String> mismatch = expected.packedMismatch(found);
      if (mismatch.isPresent()) {
        throw new IOException(name + " " + mismatch.get());
      }
    }
    try (InputStream in = Gzip.unpacked(zip.getInputStream(entry))) {
      cache.install(part, Optional.of(expected), in);
    }
  }

  private IOException failure(IOException e) {
    return new IOException("%s: %s".formatted(archive, e.getMessage()), e);
  }
}
