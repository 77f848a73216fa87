package io.github.mnistdl4j.interop.onnx;

import java.io.IOException;
import onnx.Onnx;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Walks over a model without keeping anything. Two bytes can become an object of a hundred when
 * they are parsed, so the parts are counted before.
 */
final class MessageScan {
  /** A tensor in an attribute of a node of the graph is the fifth. */
  private static final int MOST_DEPTH = 16;

  /** A dense network has some dozens for each layer; of so many, none takes 100 MB. */
  private static final int MOST_PARTS = 200_000;

  private int parts;

  private MessageScan() {}

  /**
   * Checks that a model has no more parts than a dense network can have.
   *
   * @throws IOException if it has, or is no protobuf
   */
  static void requireModest(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    new MessageScan().message(in, Onnx.ModelProto.getDescriptor(), 0);
  }

  private void message(CodedInputStream in, Descriptor type, int depth) throws IOException {
    if (depth > MOST_DEPTH) {
      throw new IOException("it is nested more than %d deep".formatted(MOST_DEPTH));
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      @Nullable FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      switch (WireFormat.getTagWireType(tag)) {
        case WireFormat.WIRETYPE_LENGTH_DELIMITED -> delimited(in, field, depth);
        case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP ->
            throw new IOException("it has a group, which ONNX has not");
        default -> {
          count(field != null && isFixed(field) ? 0 : 1);
          boolean unused = in.skipField(tag);
        }
      }
    }
  }

  private void delimited(CodedInputStream in, @Nullable FieldDescriptor field, int depth)
      throws IOException {
    int length = in.readRawVarint32();
    count(1);
    if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      int outer = in.pushLimit(length);
      message(in, field.getMessageType(), depth + 1);
      in.popLimit(outer);
      return;
    }
    if (field != null && field.isPackable() && !isFixed(field)) {
      count(length);
    }
    in.skipRawBytes(length);
  }

  /** Returns whether numbers take as much memory as they take in the file. */
  private static boolean isFixed(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.FLOAT
        || field.getType() == FieldDescriptor.Type.DOUBLE;
  }

  private void count(int more) throws IOException {
    if (more < 0 || more > MOST_PARTS - parts) {
      throw new IOException("it has more than %,d parts".formatted(MOST_PARTS));
    }
    parts += more;
  }
}
