package io.github.mnistdl4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs the program beside it with ONNX Runtime, in a Java of its own: its 43 MB are no dependency
 * of everybody's build. {@code .ci/run} brings it into Maven's local repository.
 */
final class OnnxRuntime {
  private static final String VERSION = "1.28.0";

  private OnnxRuntime() {}

  private static Path jar() {
    return Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"))
        .resolve("com/microsoft/onnxruntime/onnxruntime")
        .resolve("%1$s/onnxruntime-%1$s.jar".formatted(VERSION));
  }

  /** Skips a test where it is missing. */
  static void assumeThere() {
    assumeTrue(
        Files.exists(jar()),
        "ONNX Runtime is missing: mvn dependency:get -Dtransitive=false -Dartifact=com.microsoft.onnxruntime:onnxruntime:"
            + VERSION);
  }

  /**
   * Writes each model's answers beside it, with {@code .f32} behind its name.
   *
   * @param pixels of all images, {@code row} each
   * @return a line for each model: its inputs, outputs and metadata
   */
  static List<String> run(Path folder, float[] pixels, int row, List<Path> models) {
    Path inputs = folder.resolve("inputs.f32");
    Path program = folder.resolve("RunOnnx.java");
    try (InputStream in = OnnxRuntime.class.getResourceAsStream("../RunOnnx.java")) {
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
      ByteBuffer bytes = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(pixels);
      Files.write(inputs, bytes.array());
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp"));
      line.addAll(List.of(jar().toString(), program.toString(), inputs.toString()));
      line.add(Integer.toString(row));
      models.forEach(model -> line.add(model.toString()));
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
