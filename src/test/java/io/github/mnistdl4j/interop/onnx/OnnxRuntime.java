package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.runtime.LibraryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks models with ONNX Runtime, which has 43 MB. */
final class OnnxRuntime {
  private static final LibraryProgram PROGRAM =
      new LibraryProgram(
          OnnxRuntime.class,
          "../RunOnnx.java",
          List.of("com.microsoft.onnxruntime:onnxruntime:1.28.0"));

  private OnnxRuntime() {}

  /** Skips a test where it is missing. */
  static void assumeThere() {
    PROGRAM.assumeThere();
  }

  /**
   * Writes each model's answers beside it, with {@code .f32} behind its name.
   *
   * @param pixels of all images, {@code row} each
   * @return a line for each model: its inputs, outputs and metadata
   */
  static List<String> run(Path folder, float[] pixels, int row, List<Path> models) {
    Path inputs = folder.resolve("inputs.f32");
    ByteBuffer bytes = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(pixels);
    try {
      Files.write(inputs, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments = new ArrayList<>(List.of(inputs.toString(), Integer.toString(row)));
    models.forEach(model -> arguments.add(model.toString()));
    return PROGRAM.lines(folder, arguments);
  }
}
