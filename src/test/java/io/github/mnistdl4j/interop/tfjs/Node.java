package io.github.mnistdl4j.interop.tfjs;

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

/** Runs scripts with Node.js and TensorFlow.js, which {@code .ci/run} installs in target/npm. */
final class Node {
  private static final Path MODULES = Path.of("target", "npm", "node_modules");

  private static final String MISSING =
      "Not tested with TensorFlow.js, which is missing: npm install --prefix target/npm"
          + " @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0"
          + " @tensorflow/tfjs-backend-cpu@4.22.0";

  private Node() {}

  /** Skips a test where TensorFlow.js or Node.js is not installed. */
  static void assumeTfjs() {
    boolean installed =
        Files.isDirectory(MODULES.resolve("@tensorflow/tfjs-layers"))
            && Files.isExecutable(Path.of("/usr/bin/node"));
    if (!installed) {
      System.out.println(MISSING); // Maven keeps the reason of a skip to itself
    }
    assumeTrue(installed, MISSING);
  }

  /** Runs a script, whose errors fail the test; returns what it prints. */
  static String run(String script, Object... arguments) {
    try (InputStream in = Node.class.getResourceAsStream(script)) {
      Path file = Files.createTempFile("script", ".js");
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      List<String> line = new ArrayList<>(List.of("/usr/bin/node", file.toString()));
      List.of(arguments).forEach(argument -> line.add(argument.toString()));
      Path errors = Files.createTempFile("errors", ".txt");
      ProcessBuilder node = new ProcessBuilder(line).redirectError(errors.toFile());
      node.environment().put("NODE_PATH", MODULES.toAbsolutePath().toString());
      Process process = node.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
      Files.delete(file);
      Files.delete(errors);
      return output.lines().reduce("", (before, last) -> last); // it greets first
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
