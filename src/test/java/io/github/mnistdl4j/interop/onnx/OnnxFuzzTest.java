package io.github.mnistdl4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.interop.ModelFile;
import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged files are read as networks, or refused with an error of our own: nothing else. */
class OnnxFuzzTest {
  private static Path folder = Path.of("");
  private static byte[] whole = {};

  @BeforeContainer
  static void write() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    whole =
        GraphBuilder.of(GraphBuilder.BATCH, 4, 4)
            .with(GraphBuilder.sides("flat", -1, 16))
            .with(GraphBuilder.number("scale", 2))
            .with(GraphBuilder.floats("a", new float[16 * 2], 16, 2))
            .constant(GraphBuilder.floats("b", new float[2], 2))
            .then("Mul", List.of("scale"))
            .then("Reshape", List.of("flat"))
            .then("Gemm", List.of("a", "b"), GraphBuilder.fraction("alpha", 1))
            .then("Softmax", GraphBuilder.integer("axis", -1))
            .build()
            .toByteArray();
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(folder.resolve("damaged"));
    Files.delete(folder);
  }

  @Property
  void readsOrRefusesWhatIsDamaged(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    byte[] bytes = whole.clone();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ (1 << 7));
    }
    readOrRefuse(bytes);
  }

  @Property
  void readsOrRefusesWhatIsCutOff(@ForAll long seed) throws IOException {
    readOrRefuse(Arrays.copyOf(whole, new Random(seed).nextInt(whole.length)));
  }

  @Property
  void takesNoOtherFileForOne(@ForAll long seed) throws IOException {
    byte[] bytes = new byte[600];
    new Random(seed).nextBytes(bytes);
    Path file = Files.write(folder.resolve("damaged"), bytes);
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InteropException.class)
        .hasMessageStartingWith(file.toString());
  }

  private static void readOrRefuse(byte[] bytes) throws IOException {
    Path file = folder.resolve("damaged");
    Files.write(file, bytes);
    try {
      assertThat(OnnxFile.read(file).layers()).isNotEmpty();
    } catch (InteropException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }
}
