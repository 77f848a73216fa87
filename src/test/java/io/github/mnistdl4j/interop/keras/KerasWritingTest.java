package io.github.mnistdl4j.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read by h5py and NumPy, which know nothing of this project. */
class KerasWritingTest {
  private static final int ROWS = 9;
  private static final int COLUMNS = 12;
  private static final List<String> CLASSES = List.of("お", "a \"b\" <c>", "none");

  @TempDir private Path folder;

  private static DenseModel model() {
    Random random = new Random(3);
    Activation[] activations = Activation.values();
    List<DenseWeights> layers = new ArrayList<>();
    int inputs = ROWS * COLUMNS;
    for (int i = 0; i < activations.length; i++) {
      boolean last = i == activations.length - 1;
      int units = last ? CLASSES.size() : 5 + i;
      layers.add(
          new DenseWeights(
              inputs,
              units,
              numbers(random, inputs * units),
              numbers(random, units),
              activations[i],
              i == 1 ? 0.25 : 0,
              0,
              i == 2 ? 0.001 : 0));
      inputs = units;
    }
    return new DenseModel(
        "test",
        "test 1",
        ROWS,
        COLUMNS,
        PixelScale.UNIT,
        Optional.of(PixelScale.UNIT),
        layers,
        Loss.CATEGORICAL_CROSSENTROPY,
        Optional.of(state(random, layers)),
        CLASSES,
        List.of());
  }

  private static OptimizerState state(Random random, List<DenseWeights> layers) {
    List<List<float[]>> slots = new ArrayList<>();
    for (int slot = 0; slot < 2; slot++) {
      List<float[]> variables = new ArrayList<>();
      for (DenseWeights layer : layers) {
        variables.add(numbers(random, layer.kernel().length));
        variables.add(numbers(random, layer.units()));
      }
      slots.add(variables);
    }
    return new OptimizerState(new Optimizer.Adam(0.002, 0.8, 0.99, 1e-6), 1407, slots);
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() / 4;
    }
    return numbers;
  }

  private Path write(KerasFormat format) throws IOException {
    Path file = folder.resolve("model" + format.suffix());
    KerasFile.write(model(), format, file);
    return file;
  }

  @ParameterizedTest
  @CsvSource({"KERAS,30,1407", "H5,30,1407"})
  void h5pyReadsTheSameNetwork(KerasFormat format, int variables, int iterations)
      throws IOException {
    Python.assumeH5py();
    float[] inputs = numbers(new Random(1), 20 * ROWS * COLUMNS);
    ByteBuffer bytes = ByteBuffer.allocate(4 * inputs.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(inputs);
    Files.write(folder.resolve("inputs"), bytes.array());
    String printed =
        Python.run(
            "read_keras_file.py",
            write(format),
            folder.resolve("inputs"),
            folder.resolve("answers"));
    assertThat(printed.strip())
        .isEqualTo("%d %d %s".formatted(variables, iterations, String.join("|", CLASSES)));
    float[] answers = PlainForward.floats(folder.resolve("answers"));
    double[] wanted = PlainForward.answers(model(), inputs);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) answers[i]).isCloseTo(wanted[i], within(1e-6));
    }
  }

  @Test
  void readsBackAllThatItWrote() throws IOException {
    DenseModel read = KerasFile.read(write(KerasFormat.KERAS));
    DenseModel wanted = model();
    assertThat(read).usingRecursiveComparison().ignoringFields("form", "maker").isEqualTo(wanted);
    DenseModel old = KerasFile.read(write(KerasFormat.H5));
    assertThat(old).usingRecursiveComparison().ignoringFields("form", "maker").isEqualTo(wanted);
    DenseModel weights = KerasFile.readWeights(write(KerasFormat.WEIGHTS), wanted);
    assertThat(weights.layers()).usingRecursiveComparison().isEqualTo(wanted.layers());
  }
}
