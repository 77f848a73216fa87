package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.LayerActivation;

/** ONNX's activations. */
final class NodeActivations {
  /** What ONNX's LeakyRelu has unless said otherwise. */
  private static final double LEAKY_RELU_ALPHA = 0.01;

  private NodeActivations() {}

  /**
   * Returns the activation that a node is.
   *
   * @param rank sides of what it takes, batch included; negative if unknown
   * @param last whether its output is the graph's
   * @throws io.github.mnistdl4j.interop.dense.InteropException if there is no such activation here
   */
  static LayerActivation of(GraphNode node, int rank, boolean last) {
    return switch (node.operator()) {
      case "Relu" -> plain(node, Activation.RELU);
      case "Tanh" -> plain(node, Activation.TANH);
      case "Sigmoid" -> plain(node, Activation.SIGMOID);
      case "LeakyRelu" -> sloped(node);
      case "Elu" -> elu(node);
      case "Softmax" -> softmax(node, rank);
      case "LogSoftmax" -> {
        if (!last) {
          throw node.refused("is not the last one; there only can it be taken");
        }
        yield softmax(node, rank);
      }
      default ->
          throw node.refused(
              "cannot be taken over: this application has dense networks alone (Gemm, MatMul and Add, Relu, LeakyRelu, Elu, Tanh, Sigmoid, Softmax, Flatten, Reshape, Identity, Dropout; Cast, Add, Sub, Mul and Div of the pixels)");
    };
  }

  private static LayerActivation plain(GraphNode node, Activation activation) {
    node.requireOnly();
    return LayerActivation.of(activation);
  }

  private static LayerActivation sloped(GraphNode node) {
    node.requireOnly("alpha");
    return LayerActivation.leaky(node.fraction("alpha", LEAKY_RELU_ALPHA), node::refused);
  }

  private static LayerActivation elu(GraphNode node) {
    node.requireOnly("alpha");
    return LayerActivation.elu(node.fraction("alpha", 1), node::refused);
  }

  /**
   * Takes one over the outputs; until operator set 13 the default was the first behind the batch.
   */
  private static LayerActivation softmax(GraphNode node, int rank) {
    node.requireOnly("axis");
    long axis = node.integer("axis", -1);
    if (axis != -1 && axis != (rank < 0 ? 1 : rank - 1)) {
      throw node.refused("is over axis %d, not over the outputs".formatted(axis));
    }
    return LayerActivation.of(Activation.SOFTMAX);
  }
}
