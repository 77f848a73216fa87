package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;

/** All tensors of a graph that are in the file: initializers, and what Constant nodes hold. */
final class Constants {
  private final Path file;
  private final Map<String, ConstantTensor> tensors = new HashMap<>();
  private final List<GraphNode> others = new ArrayList<>();

  /**
   * Reads their names; their numbers are read when they are asked for.
   *
   * @throws InteropException if a name stands twice, or a tensor is sparse
   */
  Constants(Path file, GraphProto graph) {
    this.file = file;
    if (graph.getSparseInitializerCount() > 0) {
      throw new InteropException(
          "%s has sparse weights (sparse_initializer); only dense ones can be taken."
              .formatted(file));
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      put(tensor.getName(), new ConstantTensor(file, tensor.getName(), tensor));
    }
    int number = 0;
    for (var proto : graph.getNodeList()) {
      add(new GraphNode(file, ++number, proto));
    }
  }

  private void add(GraphNode node) {
    if (node.operator().equals("Constant")) {
      put(node.output(), new ConstantTensor(file, node.output(), value(node)));
      return;
    }
    Optional<ConstantTensor> same =
        node.operator().equals("Identity") ? node.input(0).flatMap(this::find) : Optional.empty();
    if (same.isPresent()) {
      put(node.output(), same.get());
    } else {
      others.add(node);
    }
  }

  private static TensorProto value(GraphNode node) {
    node.requireOnly("value", "value_float", "value_floats", "value_int", "value_ints");
    if (node.proto().getAttributeCount() != 1) {
      throw node.refused("has not one value");
    }
    AttributeProto value = node.proto().getAttribute(0);
    TensorProto.Builder tensor = TensorProto.newBuilder();
    switch (value.getType()) {
      case TENSOR -> tensor = value.getT().toBuilder();
      case FLOAT -> tensor.setDataType(DataType.FLOAT_VALUE).addFloatData(value.getF());
      case FLOATS ->
          tensor
              .setDataType(DataType.FLOAT_VALUE)
              .addAllFloatData(value.getFloatsList())
              .addDims(value.getFloatsCount());
      case INT -> tensor.setDataType(DataType.INT64_VALUE).addInt64Data(value.getI());
      case INTS ->
          tensor
              .setDataType(DataType.INT64_VALUE)
              .addAllInt64Data(value.getIntsList())
              .addDims(value.getIntsCount());
      default -> throw node.refused("holds no %s".formatted(AttributeType.TENSOR));
    }
    return tensor.build();
  }

  private void put(String name, ConstantTensor tensor) {
    if (name.isEmpty() || tensors.put(name, tensor) != null) {
      throw tensor.refused("stands twice in the file, or has no name");
    }
  }

  /** Returns a tensor by its name; empty if the file has none, but computes it. */
  Optional<ConstantTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * Returns the tensor that a node takes.
   *
   * @throws InteropException if it is missing, or not in the file
   */
  ConstantTensor of(GraphNode node, int input) {
    return node.input(input)
        .flatMap(this::find)
        .orElseThrow(
            () ->
                node.refused(
                    "takes an input %d that is computed; one that is in the file was expected"
                        .formatted(input + 1)));
  }

  /** Returns the nodes that compute something, in the file's order. */
  List<GraphNode> others() {
    return List.copyOf(others);
  }
}
