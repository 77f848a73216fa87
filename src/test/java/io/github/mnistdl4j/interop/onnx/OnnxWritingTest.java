package io.github.mnistdl4j.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.keras.PlainForward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by ONNX Runtime, which knows nothing of this project. */
class OnnxWritingTest {
  private static final int ROWS = 9;
  private static final int COLUMNS = 12;
  private static final List<String> CLASSES = List.of("お", "a \"b\" <c>", "none");

  @TempDir private Path folder;

  private static DenseModel model(List<Activation> activations, Loss loss) {
    Random random = new Random(3);
    List<DenseWeights> layers = new ArrayList<>();
    int inputs = ROWS * COLUMNS;
    for (int i = 0; i < activations.size(); i++) {
      int units = i == activations.size() - 1 ? CLASSES.size() : 5 + i;
      float[] kernel = numbers(random, inputs * units);
      float[] bias = numbers(random, units);
      layers.add(new DenseWeights(inputs, units, kernel, bias, activations.get(i), 0.25, 0, 0.001));
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
        loss,
        Optional.empty(),
        CLASSES,
        List.of());
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() / 2;
    }
    return numbers;
  }

  /** Returns a network with every activation, the last one a softmax. */
  private static DenseModel everything() {
    return model(List.of(Activation.values()), Loss.CATEGORICAL_CROSSENTROPY);
  }

  private Path written(DenseModel model, boolean withScaling, String name) throws IOException {
    Path file = folder.resolve(name);
    OnnxFile.write(model, withScaling, file);
    return file;
  }

  /** Returns images of bytes, as pixels from 0 to 1. */
  private static float[] pixels() {
    Random random = new Random(5);
    float[] pixels = new float[20 * ROWS * COLUMNS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256) / 255f;
    }
    return pixels;
  }

  @Test
  void onnxRuntimeAnswersTheSame() throws IOException {
    OnnxRuntime.assumeThere();
    DenseModel softmax = everything();
    DenseModel linear =
        model(List.of(Activation.TANH, Activation.IDENTITY), Loss.MEAN_SQUARED_ERROR);
    List<Path> files =
        List.of(
            written(softmax, false, "unit.onnx"),
            written(softmax, true, "bytes.onnx"),
            written(linear, false, "linear.onnx"));
    List<String> said = OnnxRuntime.run(folder, pixels(), ROWS * COLUMNS, files);
    assertSame(softmax, files.get(0));
    assertSame(softmax, files.get(1));
    assertSame(linear, files.get(2));
    assertThat(said.get(0))
        .startsWith("pixels FLOAT[-1, 9, 12] -> [probabilities][-1, 3] ")
        .contains("classes=[\"お\",\"a \\\"b\\\" <c>\",\"none\"]")
        .contains("pixels=0..1")
        .contains("maker=test 1");
    assertThat(said.get(1)).startsWith("pixels UINT8[-1, 9, 12] ").contains("pixels=0..255");
    assertThat(said.get(2)).contains("[outputs]").contains("loss=mean_squared_error");
  }

  private static void assertSame(DenseModel model, Path file) {
    float[] found = PlainForward.floats(file.resolveSibling(file.getFileName() + ".f32"));
    double[] wanted = PlainForward.answers(model, pixels());
    assertThat(found).hasSameSizeAs(wanted);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(wanted[i], within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isReadBackAsItWas(boolean withScaling) throws IOException {
    DenseModel model = everything();
    DenseModel read = OnnxFile.read(written(model, withScaling, "a.onnx"));
    assertThat(read.form()).isEqualTo("ONNX (operator set 13)");
    assertThat(read.maker()).isEqualTo("test 1");
    assertThat(read.notes()).isEmpty();
    assertThat(List.of(read.height(), read.width())).containsExactly(ROWS, COLUMNS);
    assertThat(read.classes()).isEqualTo(CLASSES);
    assertThat(read.pixels()).contains(withScaling ? PixelScale.BYTES : PixelScale.UNIT);
    assertThat(read.loss()).isEqualTo(model.loss());
    DenseModel unit = read.onUnitPixels(read.pixels().orElseThrow());
    assertThat(unit.layers()).hasSameSizeAs(model.layers());
    for (int i = 0; i < model.layers().size(); i++) {
      DenseWeights wanted = model.layers().get(i);
      DenseWeights found = unit.layers().get(i);
      assertThat(found.kernel()).isEqualTo(wanted.kernel());
      assertThat(found.bias()).isEqualTo(wanted.bias());
      assertThat(found.activation()).isEqualTo(wanted.activation());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Activation.class, mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX")
  void keepsOutputsThatAreNoProbabilities(Activation output) throws IOException {
    DenseModel model = model(List.of(Activation.RELU, output), Loss.MEAN_SQUARED_ERROR);
    DenseModel read = OnnxFile.read(written(model, false, "a.onnx"));
    assertThat(read.layers().get(1).activation()).isEqualTo(output);
    assertThat(read.loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    assertThat(read.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesTheSameBytes(boolean withScaling) throws IOException {
    Path one = written(everything(), withScaling, "one.onnx");
    assertThat(one).hasSameBinaryContentAs(written(everything(), withScaling, "other.onnx"));
  }

  @Test
  void usesOperationsThatAllProgramsHave() throws IOException {
    ModelProto model =
        ModelProto.parseFrom(Files.readAllBytes(written(everything(), true, "a.onnx")));
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(13);
    assertThat(model.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .containsSubsequence("Cast", "Div", "Flatten", "Gemm", "Relu", "Gemm", "Softmax")
        .doesNotContain("Dropout");
  }

  @Test
  void foldsTheScaleOfOthersIn() throws IOException {
    DenseModel centred = everything().with(CLASSES, PixelScale.named("-1..1"));
    DenseModel read = OnnxFile.read(written(centred, false, "a.onnx"));
    assertThat(read.pixels()).contains(PixelScale.UNIT);
    assertThat(read.layers().get(0).kernel()[7]).isEqualTo(2 * centred.layers().get(0).kernel()[7]);
  }

  @Test
  void refusesToGuessTheScale() throws IOException {
    Path file = written(everything(), false, "a.onnx");
    ModelProto.Builder silent = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    Files.write(file, silent.clearMetadataProps().build().toByteArray());
    DenseModel model = OnnxFile.read(file);
    assertThat(model.pixels()).isEmpty();
    assertThatThrownBy(() -> OnnxFile.write(model, false, file))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("does not say how its pixels are scaled");
  }
}
