package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;

/**
 * An operation of the graph.
 *
 * @param file what messages call the file
 * @param number its place in the file, from 1
 */
record GraphNode(Path file, int number, NodeProto proto) {
  /** ONNX's own operators: the empty name and a longer one mean the same. */
  private static final Set<String> STANDARD = Set.of("", "ai.onnx");

  static boolean isStandard(String domain) {
    return STANDARD.contains(domain);
  }

  /** Returns the operator; one of another domain has its name before it. */
  String operator() {
    return isStandard(proto.getDomain())
        ? proto.getOpType()
        : proto.getDomain() + "." + proto.getOpType();
  }

  /** Returns the tensors that it takes; one that is left out at the end is not among them. */
  List<String> inputs() {
    return proto.getInputList();
  }

  /** Returns the name of an input; empty if it is left out. */
  Optional<String> input(int index) {
    return index < proto.getInputCount()
        ? Optional.of(proto.getInput(index)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  /** Returns the name of the tensor that it makes; more than that are only used by training. */
  String output() {
    if (proto.getOutputCount() == 0 || proto.getOutput(0).isEmpty()) {
      throw refused("has no output");
    }
    return proto.getOutput(0);
  }

  /**
   * Checks that it has no other attributes: one that is not known could change what it computes.
   *
   * @throws InteropException that names another one
   */
  void requireOnly(String... known) {
    for (AttributeProto attribute : proto.getAttributeList()) {
      if (!List.of(known).contains(attribute.getName())) {
        throw refused(
            "has the attribute %s, which is not known here"
                .formatted(InteropException.printable(attribute.getName())));
      }
    }
  }

  /** Returns an attribute that is a fraction. */
  double fraction(String name, double byDefault) {
    return attribute(name, AttributeType.FLOAT)
        .map(found -> (double) found.getF())
        .orElse(byDefault);
  }

  /** Returns an attribute that is an integer. */
  long integer(String name, long byDefault) {
    return attribute(name, AttributeType.INT).map(AttributeProto::getI).orElse(byDefault);
  }

  /** Returns an attribute of a type; empty if there is none of this name. */
  Optional<AttributeProto> attribute(String name, AttributeType type) {
    Optional<AttributeProto> found =
        proto.getAttributeList().stream().filter(each -> each.getName().equals(name)).findFirst();
    if (found.filter(each -> each.getType() != type).isPresent()) {
      throw refused("has an attribute %s that is no %s".formatted(name, type));
    }
    return found;
  }

  /** Returns an error that names the node and its place. */
  InteropException refused(String problem) {
    return new InteropException(
        "%s: node %d, \"%s\" (%s), %s.".formatted(file, number, name(), kind(), problem));
  }

  /** Returns how notes call it. */
  String called() {
    return "Node %d, \"%s\" (%s)".formatted(number, name(), kind());
  }

  private String kind() {
    return InteropException.printable(operator());
  }

  /** Returns its name; one without has that of its output, which is always there. */
  private String name() {
    String name = proto.getName();
    String output = proto.getOutputCount() > 0 ? proto.getOutput(0) : "";
    return InteropException.printable(name.isEmpty() ? output : name);
  }
}
