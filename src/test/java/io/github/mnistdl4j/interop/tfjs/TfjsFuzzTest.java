package io.github.mnistdl4j.interop.tfjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.io.FileUtils;

/** Damaged files are read as networks, or refused with an error of our own: nothing else. */
class TfjsFuzzTest {
  /** What JSON is made of, so that changes get past the parser. */
  private static final String LETTERS = "0123456789-.[]{},:\"ntfe";

  private static Path folder = Path.of("");
  private static byte[] model = {};

  @BeforeContainer
  static void write() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    TfjsFile.write(TfjsModels.small(), folder);
    model = Files.readAllBytes(folder.resolve("model.json"));
  }

  @AfterContainer
  static void delete() throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
  }

  @Property
  void readsOrRefusesWhatIsDamaged(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) throws IOException {
    byte[] bytes = model.clone();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      bytes[random.nextInt(bytes.length)] =
          random.nextInt(4) == 0 ? (byte) random.nextInt(256) : (byte) letter;
    }
    readOrRefuse(bytes);
  }

  @Property(tries = 200)
  void readsOrRefusesWhatIsCutOff(@ForAll long seed) throws IOException {
    readOrRefuse(Arrays.copyOf(model, new Random(seed).nextInt(model.length)));
  }

  private static void readOrRefuse(byte[] bytes) throws IOException {
    Path file = folder.resolve("damaged.json");
    Files.write(file, bytes);
    try {
      assertThat(TfjsFile.read(file).layers()).isNotEmpty();
    } catch (InteropException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }
}
