package io.github.mnistdl4j.data.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The npm program of this machine. */
record NpmClient(Map<String, String> environment, Duration timeout) {

  /**
   * Leaves the package's {@code .tgz} file in a directory, with npm's log and its cache.
   *
   * @throws IOException if there is no npm, or it fails or takes too long
   */
  void pack(String specifier, Path directory) throws IOException, InterruptedException {
    Path log = directory.resolve("npm.log");
    Process process = start(specifier, directory, log);
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
  private Process start(String specifier, Path directory, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program().toString(),
            "pack",
            specifier,
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

  /**
   * Returns the program's file.
   *
   * @throws IOException if there is no npm
   */
  Path program() throws IOException {
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
}
