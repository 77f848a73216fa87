package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files that accidents have changed. */
class DamagedModelTest {
  private static final String LAYER = "network.layers=[{units: 10, activation: softmax}]";
  private static final RunConfig CONFIG = SmallDigits.runConfig(LAYER);

  @TempDir private static Path folder;
  private static byte[] intact = new byte[0];
  private static MultiLayerNetwork network = Networks.create(CONFIG, DatasetInfo.MNIST);

  private final Path file = folder.resolve("damaged.zip");

  @BeforeAll
  static void saveAModel() throws IOException {
    NativeRuntime.useOneThreadEach();
    network.fit(DigitBatches.inOrder(SmallDigits.inMemory().train(), 200), 1);
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), folder.resolve("intact.zip"));
    intact = Files.readAllBytes(folder.resolve("intact.zip"));
  }

  private static AbstractThrowableAssert<?, ?> assertRejected(Path model, RunConfig config) {
    return assertThatThrownBy(() -> ModelStore.load(model, config))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Model file %s ", model)
        .hasMessageEndingWith(" Train again, or choose another run.");
  }

  @Test
  void rejectsAMissingFile() {
    assertRejected(folder.resolve("missing.zip"), CONFIG)
        .hasMessageContaining("does not exist: the run has not saved a model yet");
  }

  @Test
  void rejectsAFolder() throws IOException {
    assertRejected(Files.createDirectory(folder.resolve("folder.zip")), CONFIG)
        .hasMessageContaining("is not a file");
  }

  @Test
  void rejectsAnEmptyFile() throws IOException {
    assertRejected(Files.write(file, new byte[0]), CONFIG)
        .hasMessageContaining("is damaged or not a zip file (zip file is empty)");
  }

  @Test
  void rejectsAFileThatIsNoZipFile() throws IOException {
    assertRejected(Files.writeString(file, "PK, but no zip file".repeat(10)), CONFIG)
        .hasMessageContaining("is damaged or not a zip file");
  }

  @Test
  void rejectsAFileThatIsFarTooLargeWithoutReadingIt() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(5_000_000_000L);
    }
    assertRejected(file, CONFIG).hasMessageContaining("has 5000000000 bytes, far more than");
    Files.delete(file);
  }

  @Test
  void rejectsATruncatedFileWhereverItEnds() throws IOException {
    for (int length = 1; length < intact.length; length += 1 + intact.length / 300) {
      Files.write(file, Arrays.copyOf(intact, length));
      assertRejected(file, CONFIG).as("%d bytes", length).hasMessageContaining("is damaged");
    }
    Files.write(file, Arrays.copyOf(intact, intact.length - 1));
    assertRejected(file, CONFIG).hasMessageContaining("is damaged");
  }

  @Test
  void neverTakesChangedNumbersForTheModelWhicheverBitIsFlipped() throws IOException {
    Random random = new Random(1);
    int directory = intact.length - 400; // the zip's own directory, every byte of it
    for (int i = 0; i < 900; i++) {
      int at = i < 400 ? directory + i : random.nextInt(directory);
      byte[] flipped = intact.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      requireRejectedOrUnchanged("bit flipped in byte " + at);
    }
  }

  @Test
  void neverTakesChangedNumbersForTheModelWhereverZerosAre() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      byte[] zeroed = intact.clone();
      int at = random.nextInt(intact.length - 512);
      Arrays.fill(zeroed, at, at + 512, (byte) 0);
      Files.write(file, zeroed);
      requireRejectedOrUnchanged("zeros from byte " + at);
    }
  }

  private void requireRejectedOrUnchanged(String what) {
    try {
      MultiLayerNetwork loaded = ModelStore.load(file, CONFIG);
      assertThat(loaded.params()).as(what).isEqualTo(network.params());
      assertThat(loaded.getUpdater().getStateViewArray())
          .as(what)
          .isEqualTo(network.getUpdater().getStateViewArray());
      assertThat(loaded.getIterationCount()).as(what).isEqualTo(network.getIterationCount());
    } catch (RunException e) {
      assertThat(e).as(what).hasMessageStartingWith("Model file %s ", file);
    } catch (RuntimeException | Error e) {
      fail(what, e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network.layers=[{units: 9, activation: softmax}, {units: 10, activation: softmax}]",
        "training.loss=mean-squared-error & network.layers=[{units: 10, activation: sigmoid}]",
        "network.layers=[{units: 10, activation: softmax, l2: 0.1}]",
        "network.weight-init=he-normal",
        "training.optimizer=adam",
        "training.optimizer={name: rmsprop, rho: 0.8}",
        "training.loss=mean-squared-error"
      })
  void rejectsTheModelOfAnotherNetwork(String change) throws IOException {
    Files.write(file, intact);
    RunConfig other = SmallDigits.runConfig((LAYER + " & " + change).split(" & ", -1));
    assertRejected(file, other)
        .hasMessageContaining("is of another network than the run's config.yaml describes");
  }

  @ParameterizedTest
  @ValueSource(strings = {ModelZip.CONFIGURATION, ModelZip.PARAMETERS, ModelZip.UPDATER})
  void rejectsAModelWithoutOneOfItsEntries(String entry) throws IOException {
    Files.write(file, intact);
    ModelZip.read(file).without(entry).write(file);
    assertRejected(file, CONFIG).hasMessageContaining("has no entry " + entry);
  }

  @ParameterizedTest
  @CsvSource({
    "coefficients.bin, NaN",
    "coefficients.bin, Infinity",
    "updaterState.bin, -Infinity",
    "updaterState.bin, NaN"
  })
  void rejectsNumbersThatAreNone(String entry, float number) throws IOException {
    Files.write(file, intact);
    float[] numbers = new float[7850];
    numbers[7849] = number;
    ModelZip.read(file).with(entry, ModelZip.vector(numbers)).write(file);
    assertRejected(file, CONFIG)
        .hasMessageContaining("holds %s in %s, which is no weight", number, entry);
  }

  @Test
  void acceptsOtherNumbersOfTheRightShape() throws IOException {
    Files.write(file, intact);
    float[] numbers = new float[7850];
    numbers[3] = 0.5f;
    ModelZip.read(file).with(ModelZip.PARAMETERS, ModelZip.vector(numbers)).write(file);
    assertThat(ModelStore.load(file, CONFIG).params().toFloatVector()).isEqualTo(numbers);
  }
}
