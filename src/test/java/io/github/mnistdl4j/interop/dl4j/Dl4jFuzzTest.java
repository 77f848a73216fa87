package io.github.mnistdl4j.interop.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged files are read as networks, or refused with an error of our own: nothing else. */
class Dl4jFuzzTest {
  private static final String JSON =
      """
      {"confs": [{"layer": {"dense": {"nin": 4, "nout": 2, "activationFunction": "relu", "dropOut":
        0.5, "updater": "ADAM", "learningRate": 0.1, "l2": 0.1}}}, {"layer": {"output": {"nin": 2,
        "nout": 2, "activationFn": {"Softmax": {}}, "idropout": {"dropout": {"p": 0.5}},
        "lossFn": {"MCXENT": {}}}}}], "iterationCount": 3, "inputPreProcessors": {"0":
        {"cnnToFeedForward": {"inputHeight": 2, "inputWidth": 2, "numChannels": 1}}}}
      """;

  private static Path folder = Path.of("");
  private static byte[] weights = {};
  private static byte[] state = {};
  private static byte[] whole = {};

  @BeforeContainer
  static void write() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    weights = ModelZips.older(new float[16]);
    state = ModelZips.newer("FLOAT", 32, new byte[128]);
    whole = Files.readAllBytes(zip(JSON.getBytes(StandardCharsets.UTF_8), weights, state));
  }

  private static Path zip(byte[] json, byte[] weights, byte[] state) {
    return new ModelZips()
        .with("configuration.json", json)
        .with("coefficients.bin", weights)
        .with("updaterState.bin", state)
        .write(folder.resolve("damaged"));
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(folder.resolve("damaged"));
    Files.delete(folder);
  }

  /** Within the zip, whose checksums are right. */
  @Property(tries = 600)
  void readsOrRefusesDamagedEntries(
      @ForAll @IntRange(max = 2) int which,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int changes) {
    byte[][] entries = {JSON.getBytes(StandardCharsets.UTF_8), weights.clone(), state.clone()};
    damage(entries[which], new Random(seed), changes);
    readOrRefuse(zip(entries[0], entries[1], entries[2]));
  }

  @Property(tries = 200)
  void readsOrRefusesDamagedZips(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    byte[] bytes = whole.clone();
    damage(bytes, new Random(seed), changes);
    readOrRefuse(Files.write(folder.resolve("damaged"), bytes));
  }

  @Property(tries = 100)
  void readsOrRefusesWhatIsCutOff(@ForAll long seed) throws IOException {
    int length = new Random(seed).nextInt(whole.length);
    readOrRefuse(Files.write(folder.resolve("damaged"), Arrays.copyOf(whole, length)));
  }

  private static void damage(byte[] bytes, Random random, int changes) {
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << 7);
    }
  }

  private static void readOrRefuse(Path file) {
    try {
      assertThat(Dl4jFile.read(file).layers()).isNotEmpty();
    } catch (InteropException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }
}
