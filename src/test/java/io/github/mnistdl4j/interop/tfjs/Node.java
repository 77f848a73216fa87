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

/** Runs scripts with Node.js and packages that {@code .ci/run} installs in target/npm. */
public final class Node {
  private static final Path MODULES = Path.of("target", "npm", "node_modules");

  private Node() {}

  /** Skips a test where TensorFlow.js or Node.js is not installed. */
  static void assumeTfjs() {
    assume(
        "@tensorflow/tfjs-layers",
        "@tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0"
            + " @tensorflow/tfjs-backend-cpu@4.22.0");
  }

  /** Skips a test where a package or Node.js is not installed. */
  public static void assume(String module, String packages) {
    boolean installed =
        Files.isDirectory(MODULES.resolve(module)) && Files.isExecutable(Path.of("/usr/bin/node"));
    String missing =
        "Not tested with %s, which is missing: npm install --prefix target/npm %s"
            .formatted(module, packages);
    if (!installed) {
      System.out.println(missing); // Maven keeps the reason of a skip to itself
    }
    assumeTrue(installed, missing);
  }

  /** Runs a script, whose errors fail the test; returns what it prints. */
  public static String run(String script, Object... arguments) {
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
