package io.github.mnistdl4j.run.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the program beside it with TensorFlow's classes for Java, in a Java of its own: they are no
 * dependency of everybody's build. {@code .ci/run} brings them into Maven's local repository.
 */
final class EventReader {
  private static final List<String> JARS =
      List.of(
          "org.tensorflow:tensorflow-hadoop:1.15.0",
          "org.tensorflow:proto:1.15.0",
          "com.google.protobuf:protobuf-java:3.19.6",
          "org.apache.hadoop:hadoop-client-api:3.3.4"); // computes the checksums

  private EventReader() {}

  private static Path jar(String artifact) {
    String[] part = artifact.split(":", -1);
    return Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"))
        .resolve(part[0].replace('.', '/'))
        .resolve("%1$s/%2$s/%1$s-%2$s.jar".formatted(part[1], part[2]));
  }

  /** Skips a test where one is missing. */
  static void assumeThere() {
    String missing =
        JARS.stream()
            .filter(artifact -> !Files.exists(jar(artifact)))
            .map("mvn dependency:get -Dtransitive=false -Dartifact="::concat)
            .collect(Collectors.joining("; "));
    if (!missing.isEmpty()) {
      System.out.println(
          "Not tested with TensorFlow's reader of events, which is missing: " + missing);
    }
    assumeTrue(missing.isEmpty(), missing);
  }

  /** Returns the version and the numbers in files: {@code tag step value seconds}. */
  static List<String> lines(Path folder, Path... files) {
    Path program = folder.resolve("ReadEvents.java");
    try (InputStream in = EventReader.class.getResourceAsStream("ReadEvents.java")) {
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
      String jars =
          JARS.stream()
              .map(artifact -> jar(artifact).toString())
              .collect(Collectors.joining(File.pathSeparator));
      List<String> line =
          Stream.concat(
                  Stream.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      jars,
                      program.toString()),
                  Stream.of(files).map(Path::toString))
              .toList();
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
