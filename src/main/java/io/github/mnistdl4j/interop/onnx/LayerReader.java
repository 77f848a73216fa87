package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.LayerActivation;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.TensorProto.DataType;

/** Puts a chain of operations together to dense layers, each with what acts on its outputs. */
final class LayerReader {
  private static final int UNKNOWN_RANK = -1;

  private final Constants constants;
  private final ComputedShapes shapes;
  private final NodeChain chain;
  private final List<LinearLayer> layers = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private PixelScale rescaling = PixelScale.UNIT;

  /** Sides of what flows, batch included. */
  private int rank;

  /**
   * Reads a chain.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException that names a node and its place if
   *     it cannot be taken over
   */
  LayerReader(Constants constants, ComputedShapes shapes, NodeChain chain) {
    this.constants = constants;
    this.shapes = shapes;
    this.chain = chain;
    int sides = ComputedShapes.sides(chain.input()).size();
    this.rank = sides == 0 ? UNKNOWN_RANK : sides;
    chain.nodes().forEach(this::add);
  }

  private void add(GraphNode node) {
    switch (node.operator()) {
      case "Gemm", "MatMul" -> linear(node);
      case "Add" -> {
        if (layers.isEmpty()) {
          rescale(node);
        } else {
          bias(node);
        }
      }
      case "Sub", "Mul", "Div" -> rescale(node);
      case "Cast" -> cast(node);
      case "Flatten" -> flatten(node);
      case "Reshape" -> reshape(node);
      case "Identity" -> node.requireOnly();
      case "Dropout" -> drop(node);
      default -> activate(node, NodeActivations.of(node, rank, isLast(node)));
    }
  }

  private boolean isLast(GraphNode node) {
    return chain.nodes().get(chain.nodes().size() - 1).equals(node);
  }

  private void linear(GraphNode node) {
    if (rank > 2) {
      throw node.refused("works on each row of an image by itself: a Flatten is missing before it");
    }
    LinearLayer layer = LinearLayer.of(node, constants);
    if (!layers.isEmpty() && last().units() != layer.inputs()) {
      throw node.refused(
          "has a kernel of %d × %d; %d inputs were expected"
              .formatted(layer.inputs(), layer.units(), last().units()));
    }
    layers.add(layer);
  }

  private void bias(GraphNode node) {
    node.requireOnly();
    if (last().activatedBy().isPresent()) {
      throw node.refused(
          "comes behind the activation %s".formatted(last().activatedBy().get().called()));
    }
    int constant = node.input(0).flatMap(constants::find).isPresent() ? 0 : 1;
    replaceLast(last().plus(node, constants.of(node, constant), 1));
  }

  /** Takes arithmetic with one number, before the first layer. */
  private void rescale(GraphNode node) {
    node.requireOnly();
    if (!layers.isEmpty()) {
      throw node.refused("comes behind a layer; only the pixels can be rescaled");
    }
    boolean numberFirst = node.input(0).flatMap(constants::find).isPresent();
    ConstantTensor constant = constants.of(node, numberFirst ? 0 : 1);
    float[] numbers = constant.floats();
    if (numbers.length != 1) {
      throw node.refused(
          "takes %s; one number for all pixels can be taken".formatted(constant.shapeInWords()));
    }
    double number = numbers[0];
    rescaling =
        rescaling.then(
            switch (node.operator()) {
              case "Add" -> new PixelScale(1, number);
              case "Sub" -> numberFirst ? new PixelScale(-1, number) : new PixelScale(1, -number);
              case "Mul" -> new PixelScale(number, 0);
              default -> divided(node, number, numberFirst);
            });
    rank = rank == UNKNOWN_RANK ? rank : Math.max(rank, constant.shape().size());
  }

  private static PixelScale divided(GraphNode node, double number, boolean numberFirst) {
    if (numberFirst || number == 0) {
      throw node.refused("divides by the pixels, or by zero");
    }
    return new PixelScale(1 / number, 0);
  }

  private void cast(GraphNode node) {
    node.requireOnly("to", "saturate");
    long to = node.integer("to", 0);
    boolean known = to == DataType.FLOAT_VALUE || to == DataType.DOUBLE_VALUE;
    if (!layers.isEmpty() || !known) {
      throw node.refused(
          "makes numbers of type %d; only the pixels can be made FLOAT or DOUBLE".formatted(to));
    }
  }

  private void flatten(GraphNode node) {
    node.requireOnly("axis");
    long axis = node.integer("axis", 1);
    long asPositive = axis < 0 && rank != UNKNOWN_RANK ? axis + rank : axis;
    if (asPositive != (rank == 1 ? 0 : 1)) {
      throw node.refused("keeps %d sides; only the first, the batch, can be kept".formatted(axis));
    }
    rank = 2;
  }

  private void reshape(GraphNode node) {
    node.requireOnly("allowzero");
    List<Long> target = shapes.target(node);
    if (!layers.isEmpty() && !keeps(target, last().units())) {
      throw node.refused("gives the outputs of a layer another shape");
    }
    rank = target.size();
  }

  /** Returns whether a shape is that of outputs as they are: {@code [batch, units]}. */
  private static boolean keeps(List<Long> target, int units) {
    if (target.isEmpty() || target.size() > 2) {
      return false;
    }
    long row = target.get(target.size() - 1);
    return row == units || (row == -1 && target.size() == 2 && target.get(0) <= 1);
  }

  private void drop(GraphNode node) {
    node.requireOnly("ratio", "seed", "is_test");
    boolean training =
        (node.input(2).isPresent() && constants.of(node, 2).isTrue())
            || node.attribute("is_test", AttributeType.INT)
                .filter(test -> test.getI() == 0)
                .isPresent();
    String what = training ? "is of a network in training" : "has no effect on answers";
    notes.add(
        "%s is left out: it %s. Further training is without it.".formatted(node.called(), what));
  }

  private void activate(GraphNode node, LayerActivation activation) {
    if (layers.isEmpty()) {
      throw node.refused("comes before the first layer");
    }
    LinearLayer before = last();
    if (before.activatedBy().isPresent()) {
      throw node.refused(
          "comes behind another activation, %s; a layer has one"
              .formatted(before.activatedBy().get().called()));
    }
    if (node.operator().equals("LogSoftmax")) {
      notes.add("The outputs are logarithms of probabilities there; here they are probabilities.");
    }
    replaceLast(before.with(activation, Optional.of(node)));
  }

  private LinearLayer last() {
    return layers.get(layers.size() - 1);
  }

  private void replaceLast(LinearLayer changed) {
    layers.set(layers.size() - 1, changed);
  }

  /** Returns the layers from input to output. */
  List<LinearLayer> layers() {
    return List.copyOf(layers);
  }

  /** Returns what could not be taken over as it was. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns what happens to the pixels before the first layer. */
  PixelScale rescaling() {
    return rescaling;
  }
}
