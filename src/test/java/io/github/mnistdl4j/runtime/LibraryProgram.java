package io.github.mnistdl4j.runtime;

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
 * A program of one source file that needs libraries which are no dependency of everybody's build:
 * {@code .ci/run} brings them into Maven's local repository.
 *
 * @param source the name of the file, beside a class or above it
 * @param artifacts the libraries, {@code group:artifact:version}
 */
public record LibraryProgram(Class<?> beside, String source, List<String> artifacts) {

  /** Skips a test where a library is missing. */
  public void assumeThere() {
    String missing =
        artifacts.stream()
            .filter(artifact -> !Files.exists(jar(artifact)))
            .map("mvn dependency:get -Dtransitive=false -Dartifact="::concat)
            .collect(Collectors.joining("; "));
    if (!missing.isEmpty()) {
      System.out.println("Not tested, as libraries are missing: " + missing);
    }
    assumeTrue(missing.isEmpty(), missing);
  }

  private static Path jar(String artifact) {
    String[] part = artifact.split(":", -1);
    return Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"))
        .resolve(part[0].replace('.', '/'))
        .resolve("%1$s/%2$s/%1$s-%2$s.jar".formatted(part[1], part[2]));
  }

  /**
   * Runs it in a Java of its own.
   *
   * @param folder where the source is copied to
   * @return the lines that it prints
   */
  public List<String> lines(Path folder, List<String> arguments) {
    Path program = folder.resolve(Path.of(source).getFileName());
    try (InputStream in = beside.getResourceAsStream(source)) {
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
      String jars =
          artifacts.stream()
              .map(artifact -> jar(artifact).toString())
              .collect(Collectors.joining(File.pathSeparator));
      List<String> line =
          Stream.concat(
                  Stream.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-Dfile.encoding=UTF-8",
                      "-cp",
                      jars,
                      program.toString()),
                  arguments.stream())
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
