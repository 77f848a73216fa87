package io.github.mnistdl4j.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged files are read as networks, or refused with an error of our own: nothing else. */
class KerasFuzzTest {
  private static Path folder = Path.of("");
  private static byte[] keras = {};
  private static byte[] legacy = {};
  private static byte[] weights = {};
  private static final RunConfig NETWORK =
      ConfigLoader.parse(
          RunConfig.class, "network: {layers: [{activation: softmax}]}", "test", List.of());

  @BeforeContainer
  static void write() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    DenseWeights layer =
        new DenseWeights(16, 2, new float[32], new float[2], Activation.SOFTMAX, 0, 0, 0);
    List<List<float[]>> slots = List.of(List.of(new float[32], new float[2]));
    DenseModel model =
        new DenseModel(
            "test",
            "test",
            4,
            4,
            PixelScale.UNIT,
            Optional.of(PixelScale.UNIT),
            List.of(layer),
            Loss.CATEGORICAL_CROSSENTROPY,
            Optional.of(new OptimizerState(new Optimizer.Rmsprop(0.001, 0.9, 1e-7), 3, slots)),
            List.of("a", "b"),
            List.of());
    keras = bytes(model, KerasFormat.KERAS);
    legacy = bytes(model, KerasFormat.H5);
    weights = bytes(model, KerasFormat.WEIGHTS);
  }

  private static byte[] bytes(DenseModel model, KerasFormat format) throws IOException {
    Path file = folder.resolve("whole");
    KerasFile.write(model, format, file);
    return Files.readAllBytes(file);
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(folder.resolve("whole"));
    Files.deleteIfExists(folder.resolve("damaged"));
    Files.delete(folder);
  }

  @Property
  void readsOrRefusesWhatIsDamaged(
      @ForAll boolean zipped, @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes)
      throws IOException {
    byte[] bytes = (zipped ? keras : legacy).clone();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << 7);
    }
    readOrRefuse(bytes);
  }

  @Property
  void readsOrRefusesWhatIsCutOff(@ForAll boolean zipped, @ForAll long seed) throws IOException {
    byte[] bytes = zipped ? keras : legacy;
    readOrRefuse(Arrays.copyOf(bytes, new Random(seed).nextInt(bytes.length)));
  }

  @Property(tries = 300)
  void readsOrRefusesDamagedWeights(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n)
      throws IOException {
    byte[] bytes = weights.clone();
    Random random = new Random(seed);
    for (int i = 0; i < n; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Path file = folder.resolve("damaged");
    Files.write(file, bytes);
    try {
      if (KerasFile.hasWeightsAlone(file)) {
        assertThat(KerasFile.readWeights(file, NETWORK).layers()).hasSize(1);
      }
    } catch (InteropException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }

  private static void readOrRefuse(byte[] bytes) throws IOException {
    Path file = folder.resolve("damaged");
    Files.write(file, bytes);
    try {
      assertThat(KerasFile.read(file).layers()).isNotEmpty();
    } catch (InteropException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }
}
