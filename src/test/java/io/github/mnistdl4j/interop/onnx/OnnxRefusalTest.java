package io.github.mnistdl4j.interop.onnx;

import static io.github.mnistdl4j.interop.onnx.GraphBuilder.BATCH;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.floats;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.fraction;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.integer;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.number;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.sides;
import static io.github.mnistdl4j.interop.onnx.GraphBuilder.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.SparseTensorProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataLocation;
import onnx.Onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedOutputStream;

/** What cannot be taken is refused by its name and place; what is hostile, in no time. */
class OnnxRefusalTest {
  private static final TensorProto KERNEL = floats("a", new float[16 * 3], 16, 3);

  @TempDir private Path folder;

  /** Returns a graph that could be taken. */
  private static GraphBuilder fine() {
    return GraphBuilder.of(BATCH, 16).with(KERNEL).then("MatMul", List.of("a"));
  }

  private void assertRefused(GraphBuilder graph, String... parts) {
    Path file = graph.write(folder.resolve("a.onnx"));
    assertThatThrownBy(() -> OnnxFile.read(file))
        .isInstanceOf(InteropException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(parts);
  }

  private void assertRefused(Consumer<GraphBuilder> change, String... parts) {
    GraphBuilder graph = fine();
    change.accept(graph);
    assertRefused(graph, parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Conv", "BatchNormalization", "MaxPool", "If", "Selu", "Softsign"})
  void namesAnOperationThatIsNotKnown(String operator) {
    assertRefused(
        graph -> graph.then(operator),
        "node 2, \"n2\" (" + operator + "), cannot be taken over: this application has dense");
  }

  @Test
  void refusesActivationsOfAnotherForm() {
    assertRefused(
        graph -> graph.then("LeakyRelu", fraction("alpha", 1.5)),
        "(LeakyRelu), has the slope 1.5 below");
    assertRefused(graph -> graph.then("Elu", fraction("alpha", 0.5)), "has the alpha 0.5; only 1");
    assertRefused(graph -> graph.then("Softmax", integer("axis", 0)), "is over axis 0");
    assertRefused(graph -> graph.then("Relu").then("Tanh"), "comes behind another activation");
    assertRefused(graph -> graph.then("LogSoftmax").then("Identity"), "is not the last one");
    assertRefused(graph -> graph.then("Relu", integer("odd", 1)), "has the attribute odd");
    assertRefused(graph -> graph.then("Softmax", fraction("axis", 1)), "an attribute axis that is");
    assertRefused(GraphBuilder.of(BATCH, 16).then("Relu"), "comes before the first layer");
  }

  @Test
  void refusesLayersOfAnotherForm() {
    assertRefused(graph -> graph.then("MatMul", List.of("a")), "16 × 3; 3 inputs were expected");
    assertRefused(
        graph -> graph.with(floats("b", new float[2], 2)).then("Add", List.of("b")),
        "adds a bias of 2; 3 numbers were expected");
    assertRefused(
        graph -> graph.with(number("b", 1)).then("Relu").then("Add", List.of("b")),
        "comes behind the activation");
    assertRefused(
        graph -> graph.with(number("b", 1)).then("Mul", List.of("b")), "comes behind a layer");
    assertRefused(
        graph -> graph.then("Gemm", List.of("a"), integer("transA", 1)), "turns its inputs");
    assertRefused(graph -> graph.then("Gemm", List.of("none")), "an input 2 that is computed");
    assertRefused(
        graph -> graph.with(floats("b", new float[27], 3, 3, 3)).then("MatMul", List.of("b")),
        "has a kernel of 3 × 3 × 3");
    assertRefused(
        graph -> graph.with(sides("s", 3, -1)).then("Reshape", List.of("s")), "another shape");
    assertRefused(graph -> graph.then("Cast", integer("to", DataType.FLOAT16_VALUE)), "of type 10");
    assertRefused(graph -> graph.then("Flatten", integer("axis", 0)), "keeps 0 sides");
  }

  @Test
  void refusesInputsThatAreNoGreyImages() {
    assertRefused(
        GraphBuilder.of(BATCH, 2, 8).with(KERNEL).then("MatMul", List.of("a")),
        "a Flatten is missing before it");
    assertRefused(
        GraphBuilder.of(BATCH, 2, 2, 4).with(KERNEL).then("Flatten").then("MatMul", List.of("a")),
        "takes images of 2 × 2 × 4: only grey ones");
    assertRefused(
        GraphBuilder.of(BATCH, 5, 5).with(KERNEL).then("Flatten").then("MatMul", List.of("a")),
        "has 16 inputs, but the images have 5 × 5");
  }

  @Test
  void refusesScalesThatAreNotOneForAllPixels() {
    GraphBuilder several = GraphBuilder.of(BATCH, 16).with(floats("b", new float[16], 16));
    assertRefused(several.then("Sub", List.of("b")), "takes 16; one number for all pixels");
    GraphBuilder zero = GraphBuilder.of(BATCH, 16).with(number("b", 0));
    assertRefused(zero.then("Div", List.of("b")), "divides by the pixels, or by zero");
    GraphBuilder computed = GraphBuilder.of(BATCH, 16);
    assertRefused(computed.then("Add", List.of("c")), "an input 2 that is computed");
  }

  @Test
  void refusesWhatIsNoChain() {
    assertRefused(
        graph -> graph.then("Relu").node("Tanh", "x", List.of("t0")),
        "node 3, \"n3\" (Tanh), is one of several that use \"t0\"");
    assertRefused(graph -> graph.then("Add", List.of("t0")), "is one of several that use \"t0\"");
    assertRefused(
        graph -> graph.graph.addNode(NodeProto.newBuilder().setOpType("Relu").addOutput("y")),
        "(Relu), is not on the way from the input to the output");
    assertRefused(
        graph -> graph.graph.addInput(value("mask", DataType.FLOAT, 3)),
        "has 2 inputs (\"input\", \"mask\"); a network with one can be taken");
    assertRefused(
        graph -> {
          graph.graph.addOutput(value("t0", DataType.FLOAT));
          graph.graph.addOutput(value("x", DataType.FLOAT));
        },
        "has 2 outputs");
    assertRefused(
        graph -> graph.graph.addOutput(value("elsewhere", DataType.FLOAT)),
        "\"t0\" is used by none of them and is not the output");
    assertRefused(
        graph -> graph.node("Relu", "t0", List.of("t0")), "makes \"t0\", which is there already");
    assertRefused(
        GraphBuilder.of(BATCH, 16)
            .node("Add", "x", List.of("input", "y"))
            .then("Identity")
            .node("Relu", "y", List.of("t1"))
            .node("Tanh", "z", List.of("q")),
        "is reached twice: the graph is no chain");
    assertRefused(GraphBuilder.of(BATCH, 16).then("Flatten"), "has no layer");
  }

  @Test
  void refusesOperationsOfOthers() {
    assertRefused(
        graph ->
            graph.graph.addNode(
                NodeProto.newBuilder()
                    .setName("fused")
                    .setDomain("com.microsoft")
                    .setOpType("FusedGemm")),
        "node 2, \"fused\" (com.microsoft.FusedGemm), is an operation of \"com.microsoft\"");
    assertRefused(
        graph -> graph.model.addFunctions(FunctionProto.newBuilder().setName("MatMul")),
        "has a function \"MatMul\" in place of ONNX's own");
    assertRefused(
        graph -> graph.model.clearOpsetImport(), "is of operator set 0; 7 and later can be read");
    assertRefused(
        graph -> graph.graph.addSparseInitializer(SparseTensorProto.getDefaultInstance()),
        "has sparse weights");
  }

  private static GraphBuilder withKernel(TensorProto.Builder kernel) {
    return GraphBuilder.of(BATCH, 16)
        .with(kernel.setName("a").build())
        .then("MatMul", List.of("a"));
  }

  @Test
  void refusesTensorsThatAreElsewhereOrNoWeights() {
    assertRefused(
        withKernel(
            KERNEL.toBuilder()
                .setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(
                    StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue("../../etc/passwd"))),
        "the tensor \"a\" has its numbers in another file (external data), which is not opened");
    assertRefused(withKernel(KERNEL.toBuilder().setDataType(10)), "is of type FLOAT16");
    assertRefused(withKernel(KERNEL.toBuilder().setDataType(99)), "is of type null");
    float[] broken = new float[48];
    broken[7] = Float.NaN;
    assertRefused(withKernel(floats("a", broken, 16, 3).toBuilder()), "holds NaN");
    assertRefused(fine().with(KERNEL), "the tensor \"a\" stands twice in the file");
  }

  @ParameterizedTest
  @CsvSource({
    "16;-3, has a side of -3",
    "16;4, 'is damaged: it is 16 × 4, but has 192 bytes and 0 listed numbers'",
    "2000000000;2000000000, larger than any file",
    "1000000;2000, 'is damaged: it is 1000000 × 2000'",
    "9223372036854775807;3, has a side of 9223372036854775807"
  })
  void believesNoSize(String shape, String part) {
    TensorProto.Builder kernel = KERNEL.toBuilder().clearDims();
    for (String side : shape.split(";", -1)) {
      kernel.addDims(Long.parseLong(side));
    }
    assertRefused(withKernel(kernel), part);
  }

  @Test
  void refusesWhatWouldExhaustMemoryOrTime() throws IOException {
    GraphBuilder many = fine();
    for (int i = 0; i < 6000; i++) {
      many.then("Identity");
    }
    assertRefused(many, "has 6,001 nodes; 5,000 can be read");
    GraphBuilder parts = fine();
    for (int i = 0; i < 200_001; i++) {
      parts.graph.addValueInfo(onnx.Onnx.ValueInfoProto.getDefaultInstance());
    }
    assertRefused(parts, "is damaged, or no model of ONNX: it has more than 200,000 parts");
    assertRefused(
        graph -> graph.with(TensorProto.newBuilder(sides("s", new long[300_000])).build()),
        "more than 200,000 parts");
    Path deep = Files.write(folder.resolve("deep.onnx"), nested(fine().build().toByteArray()));
    assertThatThrownBy(() -> OnnxFile.read(deep)).hasMessageContaining("nested more than 16 deep");
  }

  /** Returns a model with a graph in an attribute of a node of a graph, and so on. */
  private static byte[] nested(byte[] model) throws IOException {
    ByteString graph = ByteString.EMPTY;
    for (int depth = 0; depth < 1000; depth++) {
      graph = delimited(1, delimited(5, delimited(6, graph)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(model);
    delimited(7, graph).writeTo(out);
    return out.toByteArray();
  }

  private static ByteString delimited(int field, ByteString content) throws IOException {
    ByteString.Output out = ByteString.newOutput();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.writeBytes(field, content);
    coded.flush();
    return out.toByteString();
  }

  @Test
  void knowsWhatIsNoModelOfOnnx() throws IOException {
    assertNoModel("", "it is empty");
    assertNoModel("<html>", "it is a web page");
    assertNoModel("\b\b", "it is neither zip nor HDF5 nor ONNX");
    assertNoModel("\b\b\u0012\u0002abx", "it is neither zip nor HDF5 nor ONNX");
    Path model = fine().write(folder.resolve("a.keras"));
    assertThat(OnnxFile.read(model).outputs()).isEqualTo(3);
  }

  private void assertNoModel(String content, String kind) throws IOException {
    Path file = Files.writeString(folder.resolve("other.onnx"), content);
    assertThatThrownBy(() -> OnnxFile.read(file)).hasMessageContaining(kind);
  }
}
