package io.github.mnistdl4j.interop.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.ValueInfoProto;

/**
 * Shapes that a graph computes from its input's: PyTorch writes {@code x.view(x.size(0), -1)} as
 * Shape, Gather, Unsqueeze, Concat and Reshape.
 */
final class ComputedShapes {
  /** A side that the file does not say. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** More sides than a tensor has. */
  private static final int MOST_SIDES = 8;

  private final Constants constants;
  private final Map<String, List<Long>> values = new HashMap<>();
  private final List<GraphNode> others = new ArrayList<>();

  ComputedShapes(Constants constants, List<ValueInfoProto> inputs) {
    this.constants = constants;
    for (GraphNode node : constants.others()) {
      Optional<List<Long>> value = value(node, inputs);
      if (value.isPresent()) {
        values.put(node.output(), value.get());
      } else {
        others.add(node);
      }
    }
  }

  /** Returns the nodes that compute something else. */
  List<GraphNode> others() {
    return List.copyOf(others);
  }

  private Optional<List<Long>> value(GraphNode node, List<ValueInfoProto> inputs) {
    return switch (node.operator()) {
      case "Shape" ->
          inputs.stream()
              .filter(input -> node.inputs().equals(List.of(input.getName())))
              .map(input -> part(node, sides(input)))
              .filter(sides -> !sides.isEmpty())
              .findFirst();
      case "Gather" -> value(node, 0).flatMap(sides -> gathered(node, sides));
      case "Squeeze", "Reshape" -> value(node, 0).filter(sides -> sides.size() == 1);
      case "Unsqueeze" -> part(node, 0).filter(sides -> sides.size() == 1);
      case "Concat" -> joined(node);
      default -> Optional.empty();
    };
  }

  /** Returns the sides from the node's start to its end; all, if it has none. */
  private static List<Long> part(GraphNode node, List<Long> sides) {
    long size = sides.size();
    long start = node.integer("start", 0);
    long end = node.integer("end", size);
    long from = start < 0 ? start + size : start;
    long to = end < 0 ? end + size : Math.min(end, size);
    return from >= 0 && from <= to ? sides.subList((int) from, (int) to) : List.of();
  }

  /** Returns the sides that a tensor is declared to have; none if they are not said. */
  static List<Long> sides(ValueInfoProto tensor) {
    return tensor.getType().getTensorType().getShape().getDimList().stream()
        .map(side -> side.hasDimValue() && side.getDimValue() > 0 ? side.getDimValue() : UNKNOWN)
        .toList();
  }

  private Optional<List<Long>> value(GraphNode node, int input) {
    return node.input(input).flatMap(name -> Optional.ofNullable(values.get(name)));
  }

  private Optional<List<Long>> gathered(GraphNode node, List<Long> sides) {
    long[] which = constants.of(node, 1).integers();
    if (which.length != 1 || node.integer("axis", 0) != 0) {
      return Optional.empty();
    }
    long index = which[0] < 0 ? which[0] + sides.size() : which[0];
    return index >= 0 && index < sides.size()
        ? Optional.of(List.of(sides.get((int) index)))
        : Optional.empty();
  }

  private Optional<List<Long>> joined(GraphNode node) {
    List<Long> joined = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Optional<List<Long>> part = part(node, i);
      if (part.isEmpty() || joined.size() >= MOST_SIDES) {
        return Optional.empty();
      }
      joined.addAll(part.get());
    }
    return node.attribute("axis", AttributeType.INT).map(unused -> joined);
  }

  /** Returns sides that are computed, or in the file. */
  private Optional<List<Long>> part(GraphNode node, int input) {
    return value(node, input)
        .or(
            () ->
                node.input(input)
                    .flatMap(constants::find)
                    .filter(ConstantTensor::isShape)
                    .map(constant -> boxed(constant.integers())));
  }

  private static List<Long> boxed(long[] numbers) {
    List<Long> boxed = new ArrayList<>();
    for (long number : numbers) {
      boxed.add(number);
    }
    return boxed;
  }

  /** Returns the shape that a Reshape makes, where a side that is not known is {@link #UNKNOWN}. */
  List<Long> target(GraphNode reshape) {
    return value(reshape, 1).orElseGet(() -> boxed(constants.of(reshape, 1).integers()));
  }
}
