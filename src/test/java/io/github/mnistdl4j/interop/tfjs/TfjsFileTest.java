package io.github.mnistdl4j.interop.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TfjsFileTest {
  private static final DenseModel MODEL = TfjsModels.small();

  @TempDir private Path folder;
  private Path model = Path.of("");
  private Path weights = Path.of("");

  @BeforeEach
  void write() throws IOException {
    TfjsFile.write(MODEL, folder.resolve("m"));
    model = folder.resolve("m/model.json");
    weights = folder.resolve("m/weights.bin");
  }

  private void replace(String part, String by) throws IOException {
    String json = Files.readString(model);
    assertThat(json).contains(part);
    Files.writeString(model, json.replace(part, by));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> TfjsFile.read(folder.resolve("m")))
        .isInstanceOf(InteropException.class)
        .hasMessageStartingWith(model.toString())
        .hasMessageContaining(message);
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Optimizer.Rmsprop(0.002, 0.8, 1e-6),
        new Optimizer.Sgd(0.1),
        new Optimizer.Nesterovs(0.1, 0.8),
        new Optimizer.Adam(0.002, 0.8, 0.99, 1e-6),
        new Optimizer.Nadam(0.002, 0.8, 0.99, 1e-6),
        new Optimizer.Adamax(0.002, 0.8, 0.99),
        new Optimizer.Adagrad(0.02, 0.2, 1e-7),
        new Optimizer.Adadelta(0.8, 1e-6));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void readsBackAllThatItWrote(Optimizer optimizer) throws IOException {
    DenseModel wanted = TfjsModels.withAllActivations(optimizer);
    TfjsFile.write(wanted, folder.resolve("n"));
    assertThat(TfjsFile.read(folder.resolve("n")))
        .usingRecursiveComparison()
        .ignoringFields("notes")
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void keepsLinearOutputs(Optimizer optimizer) throws IOException {
    DenseModel wanted = TfjsModels.linear(optimizer);
    TfjsFile.write(wanted, folder.resolve("n"));
    assertThat(TfjsFile.read(folder.resolve("n")))
        .usingRecursiveComparison()
        .ignoringFields("notes")
        .isEqualTo(wanted);
  }

  @Test
  void readsShardsWhereverTheyAreCut() throws IOException {
    byte[] all = Files.readAllBytes(weights);
    Files.createDirectory(folder.resolve("m/parts"));
    Files.write(weights, Arrays.copyOf(all, 13));
    Files.write(folder.resolve("m/parts/b.bin"), Arrays.copyOfRange(all, 13, all.length));
    replace("[\"weights.bin\"]", "[\"weights.bin\", \"parts/b.bin\"]");
    assertThat(TfjsFile.read(model)).usingRecursiveComparison().isEqualTo(MODEL);
    assertThat(TfjsFile.files(model)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "sequential/dense/kernel, sequential/dense/bias",
    "dense/cell/kernel, dense/cell/bias",
    "layers/dense/vars/0, layers/dense/vars/1",
    "dense/0, dense/1"
  })
  void findsWeightsByOtherNames(String kernel, String bias) throws IOException {
    replace("dense/kernel", kernel);
    replace("dense/bias", bias);
    replace("\"format\":\"layers-model\",", "");
    assertThat(TfjsFile.read(model)).usingRecursiveComparison().isEqualTo(MODEL);
  }

  @ParameterizedTest
  @CsvSource({"uint8,1", "uint16,2", "float16,2"})
  void takesQuantizedWeights(String type, int bytes) throws IOException {
    float[] kernel = MODEL.layers().get(0).kernel();
    double scale = 3.0 / (1 << (8 * bytes));
    ByteBuffer stored =
        ByteBuffer.allocate(kernel.length * bytes + 12).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : kernel) {
      long whole = Math.round((number + 1.5) / scale);
      switch (type) {
        case "uint8" -> stored.put((byte) whole);
        case "uint16" -> stored.putShort((short) whole);
        default -> stored.putShort(half(number));
      }
    }
    for (float number : MODEL.layers().get(0).bias()) {
      stored.putFloat(number);
    }
    Files.write(weights, stored.array());
    replace(
        "[108,3],",
        "[108,3],\"quantization\":{\"dtype\":\"%s\",\"scale\":%s,\"min\":-1.5},"
            .formatted(type, scale));
    DenseModel read = TfjsFile.read(model);
    float error = type.equals("float16") ? 0.001f : (float) scale;
    assertThat(read.layers().get(0).kernel()).containsExactly(kernel, within(error));
    assertThat(read.notes()).singleElement().asString().contains("were rounded to " + type);
  }

  /** Returns the nearest half but for rounding of ties, of numbers of usual size. */
  private static short half(float number) {
    int bits = Float.floatToIntBits(number);
    int exponent = ((bits >> 23) & 255) - 112;
    return (short)
        (exponent <= 0 ? 0 : ((bits >> 16) & 0x8000) | (exponent << 10) | ((bits >> 13) & 1023));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"weights.bin\"]   | [\"../m/weights.bin\"]      | names the file ../m/weights.bin, which lies elsewhere",
        "[\"weights.bin\"]   | [\"/etc/hostname\"]         | names the file /etc/hostname, which lies elsewhere",
        "[\"weights.bin\"]   | [\"a\\u0000b\"]             | names a file a?b, which cannot be",
        "[\"weights.bin\"]   | [\"https://x.org/w.bin\"]   | needs the file https://x.org/w.bin beside it, which is missing",
        "[\"weights.bin\"]   | []                          | are said to have 1,308 bytes, and their files () have 0",
        "[\"weights.bin\"]   | [\"model.js\"]              | is damaged or incomplete",
        "[108,3]             | [108,2147483647]            | weight \"dense/kernel\" is said to be larger than 1 GiB",
        "[108,3]             | [108,-3]                    | weight \"dense/kernel\" has a damaged shape",
        "[108,3]             | [1,108,3]                   | has a kernel of [1 × 108 × 3]; 1 × 3 was expected",
        "[108,3]             | [3,108]                     | has a kernel of [3 × 108]; 3 × 3 was expected",
        "\"float32\"}        | \"string\"}                 | weight \"dense/kernel\" has the type string",
        "\"float32\"}        | \"int32\"}                  | weight \"dense/kernel\" is of int32; float32 was expected",
        "\"dense/bias\"      | \"dense/kernel\"            | weight \"dense/kernel\" stands twice",
        "\"dense/bias\"      | \"other/bias\"              | has 1 arrays of weights; 2 were expected",
        "\"layers-model\"    | \"graph-model\"             | is a graph model of TensorFlow.js, which has operations",
        "\"weightsManifest\" | \"weights\"                 | no layers model of TensorFlow.js: it has no weightsManifest",
        "\"Flatten\"         | \"Conv2D\"                  | layer 2, \"flatten\" (Conv2D), cannot be taken over",
        "\"softmax\"         | \"hardSigmoid\"             | layer 3, \"dense\" (Dense), has the activation hardSigmoid",
      })
  void refusesWhatCannotBe(String part, String by, String message) throws IOException {
    replace(part, by);
    assertRefused(message);
  }

  @Test
  void refusesAFileBehindALink() throws IOException {
    Files.move(weights, folder.resolve("elsewhere.bin"));
    Files.createSymbolicLink(weights, folder.resolve("elsewhere.bin"));
    assertRefused("names the file weights.bin, which lies elsewhere");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    Arrays.fill(bytes, 4, 8, (byte) 0xff);
    Files.write(weights, bytes);
    assertRefused("weight \"dense/kernel\" holds NaN, which is no weight");
  }

  @Test
  void refusesQuantizationWithoutAScale() throws IOException {
    replace("[108,3],", "[108,3],\"quantization\":{\"dtype\":\"uint8\"},");
    assertRefused("is quantized without a scale and a min");
  }

  @Test
  void refusesRoundedWeightsThatWouldGrowTooLarge() throws IOException {
    replace(
        "[108,3],", "[108,9000000],\"quantization\":{\"dtype\":\"uint8\",\"scale\":1,\"min\":0},");
    assertRefused("weight \"dense/kernel\" is said to be larger than 1 GiB");
  }

  @Test
  void refusesEndlessNesting() throws IOException {
    Files.writeString(model, "{\"a\":" + "[".repeat(1_000_000));
    assertRefused("is damaged: it is not JSON");
  }

  @Test
  void refusesAFolderWithoutAModel() {
    assertThatThrownBy(() -> TfjsFile.read(folder))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("is a folder without model.json");
  }

  @Test
  void knowsItsOwnFolders() throws IOException {
    Path written = folder.resolve("m");
    assertThat(TfjsFile.isExport(written)).isTrue();
    Path more = Files.createFile(written.resolve("thesis.doc"));
    assertThat(TfjsFile.isExport(written)).isFalse();
    Files.delete(more);
    replace("\"mnist-dl4j 1\"", "\"TensorFlow.js\"");
    assertThat(TfjsFile.isExport(written)).isFalse();
    assertThat(List.of(folder, written.resolve("nothing"))).noneMatch(TfjsFile::isExport);
  }
}
