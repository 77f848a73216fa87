package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program of others that judges a file; {@code .ci/run} installs it. */
record ExternalTool(String name, String debianPackage) {
  /** Runs it, and fails with what it says; skips the test where it is not installed. */
  void accept(String... arguments) throws Exception {
    String missing =
        "Not tested with %s, which is missing: apt-get install %s".formatted(name, debianPackage);
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (!installed) {
      System.out.println(missing); // Maven keeps the reason of a skip to itself
    }
    assumeTrue(installed, missing);
    List<String> line = Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
