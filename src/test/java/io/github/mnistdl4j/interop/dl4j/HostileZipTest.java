package io.github.mnistdl4j.interop.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.fuzz.CpuLimit;
import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that somebody made in order to do harm, and networks that cannot be taken. */
@ExtendWith(CpuLimit.class)
class HostileZipTest {
  private static final String JSON =
      """
      {"confs": [{"layer": {"@class": "org.deeplearning4j.nn.conf.layers.OutputLayer", "nin": 2,
        "nout": 2, "activationFn": {"@class": "org.nd4j.linalg.activations.impl.ActivationSoftmax"},
        "iupdater": {"@class": "org.nd4j.linalg.learning.config.RmsProp"}}}], "inputPreProcessors": {}}
      """;
  private static final byte[] WEIGHTS = ModelZips.older(1, 2, 3, 4, 5, 6);

  /** Tells when it is deserialized. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean SPRUNG = new AtomicBoolean();

    private void readObject(ObjectInputStream in) {
      SPRUNG.set(true);
    }
  }

  @TempDir private Path folder;

  private AbstractThrowableAssert<?, ?> assertRefused(ModelZips zip) {
    Path file = zip.write(folder.resolve("hostile.zip"));
    return assertThatThrownBy(() -> Dl4jFile.read(file))
        .isInstanceOf(InteropException.class)
        .hasMessageStartingWith(file.toString());
  }

  private static ModelZips whole() {
    return ModelZips.of(JSON).with("coefficients.bin", WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "a/../../x", "a\\..\\x"})
  void refusesEntriesThatLeadOut(String name) {
    assertRefused(whole().with(name, new byte[1])).hasMessageContaining("leads out of it");
  }

  @Test
  void refusesWhatUnpacksToTooMuch() {
    assertRefused(whole().with("bomb", new byte[1 << 20])).hasMessageContaining("100 times");
    assertRefused(whole().with("updaterState.bin", new byte[1 << 20]))
        .hasMessageContaining("updaterState.bin of more than");
  }

  @Test
  void takesTheZerosOfANewNetworksState() {
    Path file =
        whole()
            .with("updaterState.bin", ModelZips.older(0, 0, 0, 0, 0, 0))
            .write(folder.resolve("a"));
    assertThat(Dl4jFile.read(file).optimizer().orElseThrow().slots()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT, 7",
    "FLOAT, -1",
    "FLOAT, 9223372036854775807",
    "FLOAT, 4611686018427387910",
    "DOUBLE, 6",
    "COMPRESSED, 6",
    "INT, 6",
    "FLOAT, 5"
  })
  void refusesLengthsThatLie(String type, long length) {
    assertRefused(
            ModelZips.of(JSON)
                .with("coefficients.bin", ModelZips.newer(type, length, new byte[24])))
        .hasMessageContaining("is damaged: coefficients.bin is no array of weights");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1 << 30})
  void refusesShapesThatLie(int length) {
    byte[] weights =
        ModelZips.bytes(
            out -> {
              out.writeUTF("JAVACPP");
              out.writeInt(length);
              out.writeUTF("INT");
            });
    assertRefused(ModelZips.of(JSON).with("coefficients.bin", weights))
        .hasMessageContaining("no array of weights");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWhatIsNoNumber(float weight) {
    assertRefused(
            ModelZips.of(JSON).with("coefficients.bin", ModelZips.older(1, 2, weight, 4, 5, 6)))
        .hasMessageContaining("it holds " + weight);
  }

  /** Numbered, so that it does not shrink too well. */
  private static String nested(String opening) {
    return IntStream.range(0, 100_000).mapToObj(opening::formatted).collect(joining());
  }

  @Test
  void refusesDeepAndBrokenJson() {
    for (String json : new String[] {nested("[%d,"), nested("{\"%d\":"), "{\"confs\": [}"}) {
      assertRefused(ModelZips.of(json).with("coefficients.bin", WEIGHTS))
          .hasMessageContaining("damaged");
    }
    assertRefused(ModelZips.of("nothing").with("coefficients.bin", WEIGHTS))
        .hasMessageContaining("has 0 layers");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"nin\": 2', '\"nin\": 2147483647', 'has 2147483647 × 2 weights'",
    "'\"nin\": 2', '\"nin\": -2', 'size (nin)'",
    "'\"nin\": 2', '\"nin\": 3', 'it has 6 weights, but its layers have 8'",
    "'\"nin\": 2', '\"hasLayerNorm\": true, \"nin\": 2', 'hasLayerNorm'",
    "OutputLayer, ConvolutionLayer, 'layer 1 (ConvolutionLayer) cannot be taken'",
    "OutputLayer, LSTM, 'layer 1 (LSTM) cannot be taken'",
    "org.deeplearning4j.nn.conf.layers.OutputLayer, com.evil.OutputLayer, 'layer 1 (com.evil.OutputLayer)'",
    "ActivationSoftmax, ActivationGELU, 'layer 1 (OutputLayer) has the activation ActivationGELU'",
    "'\"confs\"', '\"vertices\": {}, \"confs\"', 'is a ComputationGraph'",
    "'Processors\": {', 'Processors\": {\"0\": {\"feedForwardToCnn\": {\"inputHeight\": 1}}', 'preprocessor feedForwardToCnn before layer 1'"
  })
  void refusesByNameAndPlace(String words, String others, String message) {
    assertThat(JSON).contains(words);
    assertRefused(ModelZips.of(JSON.replace(words, others)).with("coefficients.bin", WEIGHTS))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"updater.bin", "normalizer.bin", "objects/x"})
  void neverOpensAJavaObject(String entry) {
    byte[] trap =
        ModelZips.bytes(
            out -> {
              ObjectOutputStream objects = new ObjectOutputStream(out);
              objects.writeObject(new Trap());
              objects.flush();
            });
    Path file = whole().with(entry, trap).write(folder.resolve("trap.zip"));
    assertThat(Dl4jFile.read(file).notes())
        .hasSize(entry.startsWith("objects") ? 0 : 1)
        .allMatch(note -> note.contains("Java object"));
    assertThat(Trap.SPRUNG).isFalse();
  }

  @Test
  void saysWhatIsMissing() {
    assertRefused(ModelZips.of(JSON)).hasMessageContaining("has no weights");
    assertRefused(new ModelZips().with("coefficients.bin", WEIGHTS))
        .hasMessageContaining("has no configuration.json");
    assertRefused(new ModelZips().with("config.json", "{}".getBytes(UTF_8)))
        .hasMessageContaining("is not a model of Deeplearning4j");
  }
}
