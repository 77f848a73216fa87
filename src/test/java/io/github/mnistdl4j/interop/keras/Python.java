package io.github.mnistdl4j.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs the scripts beside it with Debian's Python, which has h5py and NumPy: python3-h5py. */
final class Python {
  private static final String PROGRAM = "/usr/bin/python3";

  private Python() {}

  /** Skips a test where h5py is not installed. */
  static void assumeH5py() {
    assumeTrue(
        Files.isExecutable(Path.of(PROGRAM)) && exitCode(List.of("-c", "import h5py")) == 0,
        "h5py is missing: apt-get install python3-h5py");
  }

  /** Runs a script, whose errors fail the test; returns what it prints. */
  static String run(String script, Object... arguments) {
    try (InputStream in =
        Python.class.getResourceAsStream("/io/github/mnistdl4j/interop/" + script)) {
      Path file = Files.createTempFile("script", ".py");
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      List<String> line = new ArrayList<>(List.of(PROGRAM, file.toString()));
      List.of(arguments).forEach(argument -> line.add(argument.toString()));
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      Files.delete(file);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int exitCode(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(PROGRAM));
    line.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
