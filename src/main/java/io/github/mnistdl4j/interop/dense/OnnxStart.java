package io.github.mnistdl4j.interop.dense;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;

/** Tells a model of ONNX, which has no signature, by the first fields of its {@code ModelProto}. */
final class OnnxStart {
  private static final int IR_VERSION = WireFormat.WIRETYPE_VARINT | (1 << 3);
  private static final int MODEL_VERSION = WireFormat.WIRETYPE_VARINT | (5 << 3);

  /** Texts and messages: producer, domain, description, graph, operators, metadata, functions. */
  private static final Set<Integer> DELIMITED_FIELDS = Set.of(2, 3, 4, 6, 7, 8, 14, 20, 25, 26);

  /** There were 13 until 2026. */
  private static final long LATEST_IR_VERSION = 40;

  private OnnxStart() {}

  /**
   * Returns whether all that can be seen are fields of a model, with the version first and another
   * one whole.
   *
   * @param start of the file
   */
  static boolean matches(byte[] start, Path file) {
    CodedInputStream in = CodedInputStream.newInstance(start);
    int fields = 0;
    try {
      if (in.readTag() != IR_VERSION || !isVersion(in.readRawVarint64())) {
        return false;
      }
      long size = Files.size(file);
      while (!in.isAtEnd()) {
        int tag = in.readTag();
        if (tag == MODEL_VERSION) {
          boolean unused = in.skipField(tag);
          continue;
        }
        if (!isDelimited(tag)) {
          return false;
        }
        int length = in.readRawVarint32();
        if (length < 0 || length > size - in.getTotalBytesRead()) {
          return fields > 0; // cut off
        }
        fields++;
        in.skipRawBytes(length);
      }
    } catch (IOException e) {
      return fields > 0; // it goes on behind what is seen
    }
    return fields > 0;
  }

  private static boolean isVersion(long version) {
    return version > 0 && version <= LATEST_IR_VERSION;
  }

  private static boolean isDelimited(int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
        && DELIMITED_FIELDS.contains(WireFormat.getTagFieldNumber(tag));
  }
}
