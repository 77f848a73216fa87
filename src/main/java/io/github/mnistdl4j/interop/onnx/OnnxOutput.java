package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
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

/** Builds the graph of a network, for prediction: penalties and dropout are not in it. */
final class OnnxOutput {
  /** What every program of the last years reads. */
  private static final int OPERATOR_SET = 13;

  private static final int IR_VERSION = 8;

  /** The batch's size, which the user of the file chooses. */
  private static final String BATCH = "batch";

  private static final String INPUT = "pixels";
  private static final float LARGEST_BYTE = 255;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("mnist-dl4j");

  /** The tensor that the next operation takes. */
  private String tensor = INPUT;

  private OnnxOutput() {}

  /**
   * Returns a network as ONNX has it.
   *
   * @param unit network on pixels in [0, 1]
   * @param withScaling whether it takes bytes and scales them itself
   */
  static ModelProto model(DenseModel unit, boolean withScaling) {
    PixelScale pixels = withScaling ? PixelScale.BYTES : PixelScale.UNIT;
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("mnist-dl4j")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
            .setGraph(new OnnxOutput().graph(unit, withScaling));
    OnnxMetadata.add(unit, pixels, model);
    return model.build();
  }

  private GraphProto graph(DenseModel model, boolean withScaling) {
    DataType type = withScaling ? DataType.UINT8 : DataType.FLOAT;
    String range = withScaling ? "0 to 255" : "0 to 1";
    graph.addInput(
        value(INPUT, type, model.height(), model.width())
            .setDocString("Grey images by row, %s; 0 is background.".formatted(range)));
    if (withScaling) {
      scale();
    }
    add("Flatten", "flatten", List.of(), integer("axis", 1));
    for (int i = 0; i < model.layers().size(); i++) {
      boolean last = i == model.layers().size() - 1;
      layer(model.layers().get(i), "dense_" + (i + 1), last ? outputName(model) : "");
    }
    return graph.addOutput(value(tensor, DataType.FLOAT, model.outputs())).build();
  }

  /** Divides, as this application does, so that the same numbers come out. */
  private void scale() {
    TensorProto largest =
        TensorProto.newBuilder()
            .setName("largest")
            .setDataType(DataType.FLOAT_VALUE)
            .addFloatData(LARGEST_BYTE)
            .build();
    graph.addInitializer(largest);
    add("Cast", "to_float", List.of(), integer("to", DataType.FLOAT_VALUE));
    add("Div", "scaled", List.of("largest"));
  }

  private static String outputName(DenseModel model) {
    DenseWeights last = model.layers().get(model.layers().size() - 1);
    return last.activation() == Activation.SOFTMAX ? "probabilities" : "outputs";
  }

  /**
   * Adds a layer.
   *
   * @param output what its outputs are called; empty: as it is
   */
  private void layer(DenseWeights layer, String name, String output) {
    String kernel = name + ".kernel";
    String bias = name + ".bias";
    graph.addInitializer(weights(kernel, layer.kernel(), layer.inputs(), layer.units()));
    graph.addInitializer(weights(bias, layer.bias(), layer.units()));
    Optional<NodeProto.Builder> activation = activation(layer);
    String sums = activation.isPresent() ? name + ".sums" : name;
    add("Gemm", activation.isEmpty() && !output.isEmpty() ? output : sums, List.of(kernel, bias));
    activation.ifPresent(node -> add(node, output.isEmpty() ? name : output, List.of()));
  }

  private static Optional<NodeProto.Builder> activation(DenseWeights layer) {
    return switch (layer.activation()) {
      case IDENTITY -> Optional.empty();
      case RELU -> Optional.of(operation("Relu"));
      case TANH -> Optional.of(operation("Tanh"));
      case SIGMOID -> Optional.of(operation("Sigmoid"));
      case ELU -> Optional.of(operation("Elu").addAttribute(fraction("alpha", 1)));
      case LEAKY_RELU ->
          Optional.of(operation("LeakyRelu").addAttribute(fraction("alpha", layer.slope())));
      case SOFTMAX -> Optional.of(operation("Softmax").addAttribute(integer("axis", -1)));
    };
  }

  private void add(String operator, String output, List<String> more, AttributeProto... with) {
    add(operation(operator).addAllAttribute(List.of(with)), output, more);
  }

  /** Adds an operation on what the one before gave, and on more. */
  private void add(NodeProto.Builder node, String output, List<String> more) {
    graph.addNode(node.setName(output).addInput(tensor).addAllInput(more).addOutput(output));
    tensor = output;
  }

  private static NodeProto.Builder operation(String operator) {
    return NodeProto.newBuilder().setOpType(operator);
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto fraction(String name, double value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF((float) value)
        .build();
  }

  private static TensorProto weights(String name, float[] numbers, long... sides) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name);
    for (long side : sides) {
      tensor.addDims(side);
    }
    return tensor.setDataType(DataType.FLOAT_VALUE).setRawData(ByteString.copyFrom(bytes)).build();
  }

  private static ValueInfoProto.Builder value(String name, DataType type, long... sides) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(BATCH));
    for (long side : sides) {
      shape.addDim(Dimension.newBuilder().setDimValue(side));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)));
  }
}
