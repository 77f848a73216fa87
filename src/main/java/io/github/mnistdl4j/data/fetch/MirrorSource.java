package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** Packed files on web servers, any of which will do. */
final class MirrorSource implements DatasetSource {
  private static final int PACKING_OVERHEAD = 1 << 16;

  private final List<URI> mirrors;
  private final Timeouts timeouts;
  private final ProvisionListener listener;
  private final HttpDownload download;
  private final ProxyVariables proxies;

  MirrorSource(List<URI> mirrors, ProviderSettings settings) {
    this.mirrors = mirrors;
    this.timeouts = settings.timeouts();
    this.listener = settings.listener();
    this.proxies = new ProxyVariables(settings.environment());
    this.download = new HttpDownload(timeouts, listener, proxies);
  }

  @Override
  public String name() {
    return String.join(" or ", mirrors.stream().map(this::named).toList());
  }

  private String named(URI mirror) {
    try {
      return mirror + proxies.of(mirror).map(proxy -> " through " + proxy).orElse("");
    } catch (HttpFailure e) {
      return mirror.toString(); // the download itself says what is wrong
    }
  }

  @Override
  public void requireReachable() throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      try {
        download.requireReachable(mirror);
        return;
      } catch (IOException e) {
        failures.add(mirror + ": " + e.getMessage());
      }
    }
    throw new IOException(String.join("\n", failures));
  }

  @Override
  public String fetch(CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException, InterruptedException {
    MirrorRotation rotation = new MirrorRotation(mirrors);
    Set<String> used = new LinkedHashSet<>();
    for (IdxPart part : parts) {
      used.add(fetch(dataset, part, cache, rotation).toString());
    }
    return String.join(" and ", used);
  }

  private URI fetch(
      CatalogDataset dataset, IdxPart part, CacheDirectory cache, MirrorRotation rotation)
      throws IOException, InterruptedException {
    Duration pause = timeouts.backOff();
    while (true) {
      URI mirror = rotation.next().orElseThrow(() -> new IOException(rotation.report()));
      try {
        attempt(mirror, dataset, part, cache);
        rotation.succeeded();
        return mirror;
      } catch (IOException e) {
        if (rotation.failed(e)) {
          String delay = String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1000.0);
          listener.note("%s: %s; trying again in %s.".formatted(mirror, e.getMessage(), delay));
          Thread.sleep(pause.toMillis());
          pause = pause.multipliedBy(2);
        }
      }
    }
  }

  private static void requirePacked(Fingerprint expected, String name, Path packed)
      throws IOException {
    if (!expected.packedSha256().isEmpty()) {
      String found = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(packed);
      Optional<String> mismatch = expected.packedMismatch(found);
      if (mismatch.isPresent()) {
        throw new IOException(name + " " + mismatch.get());
      }
    }
  }

  private void attempt(URI mirror, CatalogDataset dataset, IdxPart part, CacheDirectory cache)
      throws IOException, InterruptedException {
    Fingerprint expected = dataset.fingerprint(part).orElseThrow();
    String name = expected.packedName(part);
    Path partial = cache.path().resolve(name + ".part");
    long most = expected.bytes() + PACKING_OVERHEAD;
    boolean resumed = download.fetch(mirror.resolve(name), partial, most);
    try (InputStream file = Files.newInputStream(partial);
        InputStream in = Gzip.unpacked(file)) {
      requirePacked(expected, name, partial);
      cache.install(part, dataset.fingerprint(part), in);
    } catch (IOException e) {
      String message = "delivered wrong bytes: " + e.getMessage();
      throw resumed ? new IOException(message, e) : HttpFailure.refused(message);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
