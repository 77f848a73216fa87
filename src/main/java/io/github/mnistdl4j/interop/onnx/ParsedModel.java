package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import org.nd4j.shade.protobuf.CodedInputStream;

/** Parses a file, and refuses what is in no dense network before anything is made of it. */
final class ParsedModel {
  /** Since then, operations broadcast as NumPy does. */
  private static final long FIRST_OPERATOR_SET = 7;

  /** More than a person stacks; each takes time. */
  private static final int MOST_NODES = 5000;

  private ParsedModel() {}

  /**
   * Returns a file's model.
   *
   * @throws InteropException if it is damaged, too large, or uses operations that ONNX does not
   *     define
   */
  static ModelProto of(Path file) {
    ModelProto model = parsed(file);
    long version = operatorSet(model);
    if (version < FIRST_OPERATOR_SET) {
      throw new InteropException(
          "%s is of operator set %d; %d and later can be read. Export it with opset_version=13."
              .formatted(file, version, FIRST_OPERATOR_SET));
    }
    int nodes = model.getGraph().getNodeCount();
    if (nodes > MOST_NODES) {
      throw new InteropException(
          "%s has %,d nodes; %,d can be read.".formatted(file, nodes, MOST_NODES));
    }
    requireStandard(file, model);
    return model;
  }

  private static ModelProto parsed(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw InteropException.cannotRead(file, e);
    }
    try {
      MessageScan.requireModest(bytes);
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      in.enableAliasing(true);
      return ModelProto.parseFrom(in);
    } catch (IOException e) {
      throw new InteropException(
          "%s is damaged, or no model of ONNX: %s".formatted(file, sentence(e)), e);
    }
  }

  private static String sentence(IOException e) {
    String message = InteropException.printable(String.valueOf(e.getMessage()));
    return message.endsWith(".") ? message : message + ".";
  }

  /** Returns the version of ONNX's own operators; 0 if the file does not say it. */
  static long operatorSet(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(set -> GraphNode.isStandard(set.getDomain()))
        .mapToLong(OperatorSetIdProto::getVersion)
        .findFirst()
        .orElse(0);
  }

  private static void requireStandard(Path file, ModelProto model) {
    for (FunctionProto function : model.getFunctionsList()) {
      if (GraphNode.isStandard(function.getDomain())) {
        throw new InteropException(
            "%s has a function \"%s\" in place of ONNX's own operation; functions are not known here."
                .formatted(file, InteropException.printable(function.getName())));
      }
    }
    int number = 0;
    for (NodeProto proto : model.getGraph().getNodeList()) {
      GraphNode node = new GraphNode(file, ++number, proto);
      if (!GraphNode.isStandard(proto.getDomain())) {
        throw node.refused(
            "is an operation of \"%s\", or a function of the file; only ONNX's own can be taken"
                .formatted(InteropException.printable(proto.getDomain())));
      }
    }
  }
}
