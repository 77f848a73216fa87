package io.github.mnistdl4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.fuzz.CpuLimit;
import io.github.mnistdl4j.network.Networks;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files that somebody made in order to do harm; the zip file around them is intact. */
@ExtendWith(CpuLimit.class)
class HostileModelTest {
  private static final RunConfig CONFIG =
      SmallDigits.runConfig("network.layers=[{units: 10, activation: softmax}]");
  private static final int COUNT = 7850;
  private static final long[] SHAPE = {1, COUNT, 1, 8192, 1, 99};

  /** Tells when it is deserialized. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean SPRUNG = new AtomicBoolean();

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      SPRUNG.set(true);
    }
  }

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void saveAModel() {
    file = folder.resolve("model.zip");
    ModelStore.save(
        new TrainedModel(Networks.create(CONFIG, DatasetInfo.MNIST), DatasetInfo.MNIST), file);
  }

  private AbstractThrowableAssert<?, ?> assertRejected() {
    return assertThatThrownBy(() -> ModelStore.load(file, CONFIG))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("Model file %s ", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "normalizer.bin", "a/", "configuration.json/"})
  void rejectsEntriesThatNoModelHas(String name) throws IOException {
    ModelZip.read(file).with(name, new byte[] {1}).write(file);
    assertRejected().hasMessageContaining("has an entry \"%s\", which no model", name);
    assertThat(folder.resolveSibling("x")).doesNotExist();
  }

  @Test
  void keepsControlCharactersAndLongNamesOffTheTerminal() throws IOException {
    ModelZip.read(file).with("\u001b[2J" + "x".repeat(9999), new byte[0]).write(file);
    assertRejected()
        .hasMessageContaining("has an entry \"?[2Jxxx")
        .message()
        .hasSizeLessThan(500)
        .doesNotContain("\u001b");
  }

  @Test
  void deserializesNoObject() throws IOException {
    byte[] object =
        ModelZip.bytes(
            out -> {
              try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
                objects.writeObject(new Trap());
              }
            });
    ModelZip.read(file).with("preprocessor.bin", object).write(file);
    assertRejected().hasMessageContaining("preprocessor.bin");
    for (String entry : new String[] {ModelZip.PARAMETERS, ModelZip.UPDATER}) {
      saveAModel();
      ModelZip.read(file).with(entry, object).write(file);
      assertRejected().hasMessageContaining("is damaged: %s is not an array", entry);
    }
    assertThat(Trap.SPRUNG).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {ModelZip.CONFIGURATION, ModelZip.PARAMETERS, ModelZip.UPDATER})
  void unpacksNoMoreThanTheNetworkNeeds(String bomb) throws IOException {
    ModelZip model = ModelZip.read(file);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (String name :
          new String[] {ModelZip.CONFIGURATION, ModelZip.PARAMETERS, ModelZip.UPDATER}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(model.get(name));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; name.equals(bomb) && i < 600; i++) {
          zip.write(zeros);
        }
      }
    }
    assertThat(Files.size(file)).isLessThan(8_000_000);
    assertRejected().hasMessageContaining("has an entry %s of more than ", bomb);
  }

  static Stream<Arguments> arrays() {
    float[] numbers = new float[COUNT];
    String damaged = "is damaged: coefficients.bin is not an array";
    return Stream.of(
            Map.entry("nothing", new byte[0]),
            Map.entry("text", "weights".getBytes(UTF_8)),
            Map.entry("no UTF-8", new byte[] {0, 2, (byte) 0xFF, (byte) 0xFF}),
            Map.entry("negative shape", ModelZip.array(-1, SHAPE, COUNT, "FLOAT", numbers)),
            Map.entry(
                "most negative shape",
                ModelZip.array(Long.MIN_VALUE, SHAPE, COUNT, "FLOAT", numbers)),
            Map.entry("no shape at all", ModelZip.array(-6, new long[0], COUNT, "FLOAT", numbers)),
            Map.entry("huge shape", ModelZip.array(1L << 40, SHAPE, COUNT, "FLOAT", numbers)),
            Map.entry(
                "largest shape", ModelZip.array(Long.MAX_VALUE, SHAPE, COUNT, "FLOAT", numbers)),
            Map.entry(
                "overflowing shape", ModelZip.array(1L << 61, SHAPE, COUNT, "FLOAT", numbers)),
            Map.entry("too few numbers", ModelZip.array(6, SHAPE, COUNT, "FLOAT", 1, 2, 3)))
        .map(array -> Arguments.of(array.getKey(), array.getValue(), damaged));
  }

  static Stream<Arguments> wrongArrays() {
    String but = " in coefficients.bin, but config.yaml's network has 7850 of type FLOAT";
    return Stream.of(-1L, 0L, 1L, 7849L, 7851L, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 32) + COUNT)
        .map(
            length ->
                Arguments.of(
                    length + " numbers",
                    ModelZip.array(6, SHAPE, length, "FLOAT", new float[COUNT]),
                    "holds %d numbers of type FLOAT".formatted(length) + but));
  }

  static Stream<Arguments> otherTypes() {
    return Stream.of("DOUBLE", "LONG", "float", "", "x".repeat(500))
        .map(
            type ->
                Arguments.of(
                    type,
                    ModelZip.array(6, SHAPE, COUNT, type, new float[COUNT - 125]),
                    "holds 7850 numbers of type %.20s in".formatted(type)));
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource({"arrays", "wrongArrays", "otherTypes"})
  void rejectsArraysWhoseHeaderClaimsNonsense(String name, byte[] array, String complaint)
      throws IOException {
    ModelZip.read(file).with(ModelZip.PARAMETERS, array).write(file);
    assertRejected().hasMessageContaining(complaint);
  }

  static Stream<String> noObjects() {
    return Stream.of(
        "",
        " ",
        "null",
        "3",
        "\"text\"",
        "[]",
        "weights",
        "{",
        "{\"confs\": [",
        "\0\1\2",
        "{} {}",
        "[".repeat(2_000_000),
        "{\"a\":".repeat(800_000),
        "{\"confs\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}");
  }

  @ParameterizedTest
  @MethodSource("noObjects")
  void rejectsAConfigurationThatIsNoJsonObject(String json) throws IOException {
    ModelZip.read(file).withConfiguration(before -> json).write(file);
    assertRejected().hasMessageContaining("is damaged: configuration.json is not a JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"confs\": null}",
        "{\"confs\": 3}",
        "{\"confs\": {}}",
        "{\"confs\": []}",
        "{\"confs\": [3]}",
        "{\"confs\": [null]}",
        "{\"confs\": [{}]}",
        "{\"confs\": [{\"layer\": null}]}",
        "{\"confs\": [{\"layer\": [[[[]]]]}]}",
        "{\"confs\": [{\"layer\": {\"@class\": \"javax.script.ScriptEngineManager\"}}]}"
      })
  void rejectsAConfigurationOfOtherLayers(String json) throws IOException {
    ModelZip.read(file).withConfiguration(before -> json).write(file);
    assertRejected().hasMessageContaining("is of another network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "1.5", "1e3", "\"1\"", "null", "[1]", "{}", "99999999999", "true", "NaN"})
  void rejectsCountersThatAreNone(String number) throws IOException {
    for (String counter : new String[] {"iterationCount", "epochCount"}) {
      saveAModel();
      // the last of each name is the network's own, those before it the layers'
      ModelZip.read(file)
          .withConfiguration(
              json ->
                  json.substring(0, json.lastIndexOf(counter))
                      + json.substring(json.lastIndexOf(counter))
                          .replaceFirst("\" : \\d+", "\" : " + number))
          .write(file);
      assertRejected().hasMessageContaining("is damaged: its configuration.json has no " + counter);
    }
  }

  @Test
  void rejectsAConfigurationThatIsLargerThanAnyNetworks() throws IOException {
    ModelZip.read(file).withConfiguration(json -> json + " ".repeat(5_000_000)).write(file);
    assertRejected().hasMessageContaining("has an entry configuration.json of more than ");
  }

  @Test
  void survivesManyMembersInTheConfiguration() throws IOException {
    String many = "{\"a\":[" + "1,".repeat(1_900_000) + "1]}";
    ModelZip.read(file).withConfiguration(json -> many).write(file);
    assertRejected();
  }
}
