package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ValueInfoProto;

/**
 * The nodes of a graph in the order in which they compute.
 *
 * @param input the only one that is not in the file
 * @param nodes from input to output
 */
record NodeChain(ValueInfoProto input, List<GraphNode> nodes) {
  NodeChain {
    nodes = List.copyOf(nodes);
  }

  /**
   * Follows a graph from its only input to its only output.
   *
   * @throws InteropException that names a node if they are not one chain
   */
  static NodeChain of(Path file, GraphProto graph, Constants constants, List<GraphNode> nodes) {
    ValueInfoProto input =
        only(
            file,
            "inputs",
            graph.getInputList().stream()
                .filter(each -> constants.find(each.getName()).isEmpty())
                .toList());
    String output = only(file, "outputs", graph.getOutputList()).getName();
    requireOneMaker(nodes, constants, input.getName());
    Map<String, List<GraphNode>> users = users(nodes);
    Set<GraphNode> chain = new LinkedHashSet<>();
    String tensor = input.getName();
    while (!tensor.equals(output)) {
      GraphNode next = next(file, tensor, users);
      if (!chain.add(next)) {
        throw next.refused("is reached twice: the graph is no chain");
      }
      tensor = next.output();
    }
    for (GraphNode node : nodes) {
      if (!chain.contains(node)) {
        throw node.refused(
            "is not on the way from the input to the output; only a chain of operations can be taken");
      }
    }
    return new NodeChain(input, new ArrayList<>(chain));
  }

  private static ValueInfoProto only(Path file, String what, List<ValueInfoProto> all) {
    if (all.size() != 1) {
      String names =
          all.stream()
              .limit(5)
              .map(each -> "\"" + InteropException.printable(each.getName()) + "\"")
              .collect(Collectors.joining(", "));
      throw new InteropException(
          "%s has %d %s%s; a network with one can be taken."
              .formatted(file, all.size(), what, names.isEmpty() ? "" : " (" + names + ")"));
    }
    return all.get(0);
  }

  private static void requireOneMaker(List<GraphNode> nodes, Constants constants, String input) {
    Set<String> made = new HashSet<>(Set.of(input));
    for (GraphNode node : nodes) {
      for (String output : node.proto().getOutputList()) {
        if (!output.isEmpty() && (!made.add(output) || constants.find(output).isPresent())) {
          throw node.refused(
              "makes \"%s\", which is there already".formatted(InteropException.printable(output)));
        }
      }
    }
  }

  private static Map<String, List<GraphNode>> users(List<GraphNode> nodes) {
    Map<String, List<GraphNode>> users = new HashMap<>();
    for (GraphNode node : nodes) {
      for (String input : node.inputs()) {
        users.computeIfAbsent(input, unused -> new ArrayList<>()).add(node);
      }
    }
    return users;
  }

  private static GraphNode next(Path file, String tensor, Map<String, List<GraphNode>> users) {
    List<GraphNode> next = users.getOrDefault(tensor, List.of());
    if (next.isEmpty()) {
      throw new InteropException(
          "%s is no chain of operations: \"%s\" is used by none of them and is not the output."
              .formatted(file, InteropException.printable(tensor)));
    }
    if (next.size() > 1) {
      throw next.get(1)
          .refused(
              "is one of several that use \"%s\"; only a chain of operations can be taken"
                  .formatted(InteropException.printable(tensor)));
    }
    return next.get(0);
  }
}
