package io.github.mnistdl4j.interop.onnx;

import static io.github.mnistdl4j.interop.onnx.GraphBuilder.BATCH;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.floats;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.fraction;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.integer;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.number;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.sides;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.value;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.keras.PlainForward;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Graphs as exporters write them, all of the same two layers: 16 inputs, 5 units, 3 outputs. */
class OnnxFileTest {
  private static final int PIXELS = 16;
  private static final int UNITS = 5;
  private static final int OUTPUTS = 3;
  private static final float[] FIRST = numbers(1, PIXELS * UNITS);
  private static final float[] FIRST_BIAS = numbers(2, UNITS);
  private static final float[] SECOND = numbers(3, UNITS * OUTPUTS);
  private static final float[] SECOND_BIAS = numbers(4, OUTPUTS);

  private static final Map<String, GraphBuilder> GRAPHS =
      Map.ofEntries(
          entry(
              "pytorch",
              gemms(GraphBuilder.of(1, 1, 4, 4).then("Flatten", integer("axis", 1)), "Relu")),
          entry("pytorch_flat", gemms(GraphBuilder.of(1, 16), "Relu")),
          entry("pytorch_view", gemms(view(), "Relu").then("LogSoftmax", integer("axis", 1))),
          entry("pytorch_dynamo", gemms(newerView(), "Relu").then("LogSoftmax")),
          entry("matmul", matmuls(GraphBuilder.of(BATCH, 16), "Relu").then("Softmax")),
          entry(
              "matmul_11",
              matmuls(new GraphBuilder(11, DataType.FLOAT, BATCH, 16), "Tanh")
                  .then("Softmax", integer("axis", 1))
                  .then("Identity")),
          entry("no_batch", matmuls(GraphBuilder.of(16), "Sigmoid").then("Sigmoid")),
          entry("channels_last", gemms(flat(GraphBuilder.of(BATCH, 4, 4, 1)), "LeakyRelu")),
          entry("rows", gemms(flat(GraphBuilder.of(BATCH, 4, 4)), "Elu").then("Softmax")),
          entry("bytes", bytes()),
          entry("centred", centred()),
          entry("constant_nodes", constantNodes()),
          entry("weights_as_inputs", weightsAsInputs()),
          entry("factors", factors()),
          entry("dropout", dropout()));

  static final List<String> NAMES = GRAPHS.keySet().stream().sorted().toList();

  @TempDir private static Path folder;

  private static float[] numbers(int seed, int count) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() / 2;
    }
    return numbers;
  }

  private static float[] turned(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] turned = new float[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      turned[i % columns * rows + i / columns] = matrix[i];
    }
    return turned;
  }

  /** As torch.nn.Linear: kernels by unit, outputs are scores. */
  private static GraphBuilder gemms(GraphBuilder graph, String activation) {
    var slope =
        activation.equals("LeakyRelu")
            ? List.of(fraction("alpha", Activation.LEAKY_RELU_SLOPE))
            : List.<onnx.Onnx.AttributeProto>of();
    return graph
        .with(floats("a.weight", turned(FIRST, PIXELS), UNITS, PIXELS))
        .with(floats("a.bias", FIRST_BIAS, UNITS))
        .with(floats("b.weight", turned(SECOND, UNITS), OUTPUTS, UNITS))
        .with(floats("b.bias", SECOND_BIAS, OUTPUTS))
        .then(
            "Gemm",
            List.of("a.weight", "a.bias"),
            fraction("alpha", 1),
            fraction("beta", 1),
            integer("transB", 1))
        .then(activation, slope.toArray(onnx.Onnx.AttributeProto[]::new))
        .then("Gemm", List.of("b.weight", "b.bias"), integer("transB", 1));
  }

  /** As Keras's converters: kernels by input, biases added, one of them from before. */
  private static GraphBuilder matmuls(GraphBuilder graph, String activation) {
    graph
        .with(floats("a.kernel", FIRST, PIXELS, UNITS))
        .with(floats("a.bias", FIRST_BIAS, UNITS))
        .with(floats("b.kernel", SECOND, UNITS, OUTPUTS))
        .with(floats("b.bias", SECOND_BIAS, OUTPUTS))
        .then("MatMul", List.of("a.kernel"))
        .then("Add", List.of("a.bias"))
        .then(activation)
        .then("MatMul", List.of("b.kernel"));
    return graph.node("Add", "sum", List.of("b.bias", last(graph)));
  }

  private static String last(GraphBuilder graph) {
    return graph.graph.getNode(graph.graph.getNodeCount() - 1).getOutput(0);
  }

  private static GraphBuilder flat(GraphBuilder graph) {
    return graph.with(sides("flat", -1, PIXELS)).then("Reshape", List.of("flat"));
  }

  /** As {@code x.view(x.size(0), -1)}. */
  private static GraphBuilder view() {
    return GraphBuilder.of(BATCH, 1, 4, 4)
        .with(TensorProto.newBuilder().setName("zero").setDataType(7).addInt64Data(0).build())
        .with(sides("axes", 0))
        .with(sides("rest", -1))
        .node("Shape", "shape", List.of("input"))
        .node("Gather", "batch", List.of("shape", "zero"), integer("axis", 0))
        .node("Unsqueeze", "batches", List.of("batch", "axes"))
        .node("Concat", "target", List.of("batches", "rest"), integer("axis", 0))
        .node("Reshape", "flat", List.of("input", "target"));
  }

  /** As PyTorch's newer exporter has it. */
  private static GraphBuilder newerView() {
    return new GraphBuilder(18, DataType.FLOAT, BATCH, 1, 4, 4)
        .with(sides("one", -1))
        .node("Shape", "side", List.of("input"), integer("start", 0), integer("end", 1))
        .node("Squeeze", "batch", List.of("side"))
        .node("Reshape", "batches", List.of("batch", "one"), integer("allowzero", 0))
        .node("Concat", "target", List.of("batches", "one"), integer("axis", 0))
        .node("Reshape", "flat", List.of("input", "target"), integer("allowzero", 1));
  }

  private static GraphBuilder bytes() {
    GraphBuilder graph =
        new GraphBuilder(13, DataType.UINT8, BATCH, 4, 4)
            .with(number("largest", 255))
            .then("Cast", integer("to", 1))
            .then("Div", List.of("largest"));
    return gemms(flat(graph), "Relu").then("Softmax", integer("axis", -1));
  }

  /** Pixels become 1 − (p − 0.5) / 0.5. */
  private static GraphBuilder centred() {
    GraphBuilder graph =
        GraphBuilder.of(BATCH, 1, 4, 4)
            .with(floats("mean", new float[] {0.5f}, 1, 1, 1))
            .with(number("scale", 2))
            .with(number("one", 1))
            .then("Sub", List.of("mean"))
            .then("Mul", List.of("scale"))
            .node("Sub", "inverted", List.of("one", "t1"))
            .then("Flatten");
    return gemms(graph, "Relu");
  }

  private static GraphBuilder constantNodes() {
    TensorProto listed =
        TensorProto.newBuilder()
            .setName("b.bias")
            .setDataType(1)
            .addDims(1)
            .addDims(OUTPUTS)
            .addAllFloatData(List.of(SECOND_BIAS[0], SECOND_BIAS[1], SECOND_BIAS[2]))
            .build();
    return GraphBuilder.of(BATCH, 16)
        .constant(floats("a", FIRST, PIXELS, UNITS))
        .constant(floats("a.bias", FIRST_BIAS, UNITS))
        .constant(floats("b", SECOND, UNITS, OUTPUTS))
        .constant(listed)
        .node("Identity", "same", List.of("a"))
        .node("Gemm", "x", List.of("input", "same", "a.bias"))
        .then("Relu")
        .then("Gemm", List.of("b", "b.bias"));
  }

  private static GraphBuilder weightsAsInputs() {
    GraphBuilder graph = gemms(new GraphBuilder(9, DataType.FLOAT, BATCH, 16), "Relu");
    graph.model.setIrVersion(3);
    graph.graph.addInput(value("a.weight", DataType.FLOAT, UNITS, PIXELS));
    graph.graph.addInput(value("a.bias", DataType.FLOAT, UNITS));
    graph.graph.addInput(value("b.weight", DataType.FLOAT, OUTPUTS, UNITS));
    graph.graph.addInput(value("b.bias", DataType.FLOAT, OUTPUTS));
    return graph;
  }

  private static GraphBuilder factors() {
    float[] doubled = FIRST.clone();
    float[] halved = FIRST_BIAS.clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    for (int i = 0; i < halved.length; i++) {
      halved[i] /= 4;
    }
    return GraphBuilder.of(BATCH, 16)
        .with(floats("a", doubled, PIXELS, UNITS))
        .with(floats("a.bias", halved, 1, UNITS))
        .with(floats("b", SECOND, UNITS, OUTPUTS))
        .with(floats("b.bias", SECOND_BIAS, OUTPUTS))
        .with(number("none", 0))
        .then("Gemm", List.of("a", "a.bias"), fraction("alpha", 0.5), fraction("beta", 4))
        .then("Relu")
        .then("Gemm", List.of("b", "none"))
        .then("Add", List.of("b.bias"));
  }

  private static GraphBuilder dropout() {
    GraphBuilder graph =
        flat(GraphBuilder.of(BATCH, 16).with(number("ratio", 0.3f)))
            .then("Dropout", List.of("ratio"));
    return matmuls(graph, "Relu").then("Softmax");
  }

  private static DenseModel read(String name) {
    return OnnxFile.read(
        Objects.requireNonNull(GRAPHS.get(name)).write(folder.resolve(name + ".onnx")));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void findsTheLayers(String name) {
    DenseModel model = read(name);
    assertThat(List.of(model.height(), model.width(), model.outputs())).containsExactly(4, 4, 3);
    assertThat(model.layers()).hasSize(2);
    assertThat(model.layers().get(0).kernel()).isEqualTo(FIRST);
    assertThat(model.layers().get(0).bias()).isEqualTo(FIRST_BIAS);
    assertThat(model.layers().get(1).kernel()).isEqualTo(SECOND);
    assertThat(model.layers().get(1).bias()).isEqualTo(SECOND_BIAS);
    assertThat(model.maker()).isEqualTo("test 1.2");
    assertThat(model.optimizer()).isEmpty();
    assertThat(model.classes()).isEmpty();
  }

  /** Scores and their logarithms are compared as probabilities. */
  @Test
  void answersAsOnnxRuntime() {
    OnnxRuntime.assumeThere();
    float[] pixels = new float[10 * PIXELS];
    Random random = new Random(7);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256) / 255f;
    }
    List<Path> files = new ArrayList<>();
    NAMES.forEach(
        name ->
            files.add(
                Objects.requireNonNull(GRAPHS.get(name)).write(folder.resolve(name + ".onnx"))));
    OnnxRuntime.run(folder, pixels, PIXELS, files);
    for (Path file : files) {
      float[] found = PlainForward.floats(file.resolveSibling(file.getFileName() + ".f32"));
      DenseModel model = OnnxFile.read(file);
      double[] answers =
          PlainForward.answers(model.onUnitPixels(model.pixels().orElse(PixelScale.UNIT)), pixels);
      double[] wanted = probabilities(model, found);
      assertThat(answers).hasSameSizeAs(wanted);
      for (int i = 0; i < answers.length; i++) {
        assertThat(answers[i]).as("%s: %d", file, i).isCloseTo(wanted[i], within(1e-6));
      }
    }
  }

  private static double[] probabilities(DenseModel model, float[] outputs) {
    boolean logits = model.notes().stream().anyMatch(note -> note.contains("scores"));
    boolean logarithms = model.notes().stream().anyMatch(note -> note.contains("logarithms"));
    double[] all = new double[outputs.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = logits || logarithms ? Math.exp(outputs[i]) : outputs[i];
    }
    for (int at = 0; logits && at < all.length; at += OUTPUTS) {
      double sum = Arrays.stream(all, at, at + OUTPUTS).sum();
      for (int i = at; i < at + OUTPUTS; i++) {
        all[i] /= sum;
      }
    }
    return all;
  }

  @Test
  void saysWhatIsTakenOtherwise() {
    assertThat(read("pytorch").notes())
        .containsExactly("The last layer gets a softmax: its outputs are scores.");
    assertThat(read("pytorch_view").notes())
        .containsExactly(
            "The outputs are logarithms of probabilities there; here they are probabilities.");
    assertThat(read("dropout").notes())
        .containsExactly(
            "Node 2, \"n2\" (Dropout) is left out: it has no effect on answers. Further training is without it.");
    assertThat(read("matmul").notes()).isEmpty();
    assertThat(read("no_batch").loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    assertThat(read("matmul").loss()).isEqualTo(Loss.CATEGORICAL_CROSSENTROPY);
    GraphBuilder bare =
        GraphBuilder.of(BATCH, 16)
            .with(floats("a", FIRST, PIXELS, UNITS))
            .then("MatMul", List.of("a"))
            .then("Softmax");
    assertThat(OnnxFile.read(bare.write(folder.resolve("bare.onnx"))).notes())
        .containsExactly(
            "Node 1, \"n1\" (MatMul) has no bias: it gets one of zeros, which further training would change.");
  }

  @Test
  void findsThePixelScale() {
    assertThat(read("matmul").pixels()).isEmpty();
    assertThat(read("bytes").pixels()).contains(PixelScale.BYTES);
    assertThat(read("bytes").rescaling().factor()).isEqualTo(1 / 255.0);
    assertThat(read("centred").rescaling()).isEqualTo(new PixelScale(-2, 2));
  }

  @Test
  void takesDoubles() {
    TensorProto.Builder kernel =
        TensorProto.newBuilder().setName("a").setDataType(11).addDims(16).addDims(5);
    for (float weight : FIRST) {
      kernel.addDoubleData(weight);
    }
    GraphBuilder graph =
        new GraphBuilder(13, DataType.FLOAT)
            .with(kernel.build())
            .then("Cast", integer("to", 11))
            .then("MatMul", List.of("a"))
            .then("Softmax");
    DenseModel model = OnnxFile.read(graph.write(folder.resolve("doubles.onnx")));
    assertThat(model.layers().get(0).kernel()).isEqualTo(FIRST);
    assertThat(List.of(model.height(), model.width())).containsExactly(4, 4);
  }
}
