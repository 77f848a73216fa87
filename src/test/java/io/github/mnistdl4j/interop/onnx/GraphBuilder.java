package io.github.mnistdl4j.interop.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** Builds models as exporters write them. Each node takes what the one before made. */
final class GraphBuilder {
  static final long BATCH = -1;

  final ModelProto.Builder model =
      ModelProto.newBuilder().setIrVersion(8).setProducerName("test").setProducerVersion("1.2");
  final GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
  private String tensor = "input";
  private int nodes;

  GraphBuilder(int operatorSet, DataType type, long... sides) {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(operatorSet));
    graph.addInput(value("input", type, sides));
  }

  static GraphBuilder of(long... sides) {
    return new GraphBuilder(13, DataType.FLOAT, sides);
  }

  static ValueInfoProto value(String name, DataType type, long... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long side : sides) {
      shape.addDim(
          side == BATCH
              ? Dimension.newBuilder().setDimParam("batch")
              : Dimension.newBuilder().setDimValue(side));
    }
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(sides.length == 0 ? tensor : tensor.setShape(shape)))
        .build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto fraction(String name, double value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF((float) value)
        .build();
  }

  static TensorProto floats(String name, float[] numbers, long... sides) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
    for (long side : sides) {
      tensor.addDims(side);
    }
    return tensor.setRawData(ByteString.copyFrom(bytes)).build();
  }

  static TensorProto number(String name, float number) {
    return TensorProto.newBuilder().setName(name).setDataType(1).addFloatData(number).build();
  }

  static TensorProto sides(String name, long... sides) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(7);
    for (long side : sides) {
      tensor.addInt64Data(side);
    }
    return tensor.addDims(sides.length).build();
  }

  GraphBuilder with(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds a node that takes what the last one made, and then other tensors. */
  GraphBuilder then(String operator, List<String> more, AttributeProto... attributes) {
    List<String> inputs = new ArrayList<>(List.of(tensor));
    inputs.addAll(more);
    return node(operator, "t" + nodes, inputs, attributes);
  }

  GraphBuilder then(String operator, AttributeProto... attributes) {
    return then(operator, List.of(), attributes);
  }

  /** Adds a node with all its inputs; the next one takes what it makes. */
  GraphBuilder node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    nodes++;
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName("n" + nodes)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    tensor = output;
    return this;
  }

  /** Adds a Constant node, beside the chain. */
  GraphBuilder constant(TensorProto value) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput(value.getName())
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeType.TENSOR)
                    .setT(value)));
    return this;
  }

  ModelProto build() {
    if (graph.getOutputCount() == 0) {
      graph.addOutput(value(tensor, DataType.FLOAT));
    }
    return model.setGraph(graph).build();
  }

  Path write(Path file) {
    try {
      return Files.write(file, build().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
