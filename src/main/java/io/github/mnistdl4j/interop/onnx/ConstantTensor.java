package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.InteropException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataLocation;
import onnx.Onnx.TensorProto.DataType;

/**
 * Numbers that are in the file.
 *
 * @param file what messages call the file
 * @param name of the tensor
 */
record ConstantTensor(Path file, String name, TensorProto proto) {
  /** Beyond it, there are more numbers than a file may have bytes. */
  private static final long TOO_MANY = 1L << 31;

  /** More sides than a tensor has. */
  private static final int MOST_SIDES = 16;

  /** Returns the sides of the tensor, checked; none if it is a single number. */
  List<Long> shape() {
    for (long side : proto.getDimsList()) {
      if (side < 0 || side >= TOO_MANY) {
        throw refused("has a side of " + side);
      }
    }
    return proto.getDimsList();
  }

  /** Returns the number of its numbers as its shape says. */
  private int size() {
    long size = shape().stream().reduce(1L, (a, b) -> Math.min(a * b, TOO_MANY));
    if (size >= TOO_MANY) {
      throw refused("says that it is %s, larger than any file".formatted(shapeInWords()));
    }
    return (int) size;
  }

  /** Returns its sides with crosses between them. */
  String shapeInWords() {
    String sides =
        proto.getDimsList().stream().map(String::valueOf).collect(Collectors.joining(" × "));
    return sides.isEmpty() ? "a single number" : sides;
  }

  /**
   * Returns its numbers, row by row.
   *
   * @throws InteropException if they are of another type, elsewhere, too few or too many, or not
   *     finite
   */
  float[] floats() {
    requireInside();
    float[] numbers =
        switch (proto.getDataType()) {
          case DataType.FLOAT_VALUE -> singles();
          case DataType.DOUBLE_VALUE -> doubles();
          default ->
              throw refused("is of type %s; FLOAT and DOUBLE can be taken".formatted(type()));
        };
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw refused("holds %s, which is no weight".formatted(number));
      }
    }
    return numbers;
  }

  private float[] singles() {
    ByteBuffer raw = raw(proto.getFloatDataCount(), Float.BYTES);
    float[] numbers = new float[size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = raw.hasRemaining() ? raw.getFloat() : proto.getFloatData(i);
    }
    return numbers;
  }

  private float[] doubles() {
    ByteBuffer raw = raw(proto.getDoubleDataCount(), Double.BYTES);
    float[] numbers = new float[size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (raw.hasRemaining() ? raw.getDouble() : proto.getDoubleData(i));
    }
    return numbers;
  }

  /** Returns whether it can be the sides of a tensor, or one of them. */
  boolean isShape() {
    return proto.getDataType() == DataType.INT64_VALUE && proto.getDimsCount() <= 1;
  }

  /** Returns its numbers if they are a few integers, as those of a shape are. */
  long[] integers() {
    requireInside();
    if (proto.getDataType() != DataType.INT64_VALUE) {
      throw refused("is of type %s; INT64 was expected".formatted(type()));
    }
    if (size() > MOST_SIDES) {
      throw refused("has %d numbers; a shape has at most %d".formatted(size(), MOST_SIDES));
    }
    ByteBuffer raw = raw(proto.getInt64DataCount(), Long.BYTES);
    long[] numbers = new long[size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = raw.hasRemaining() ? raw.getLong() : proto.getInt64Data(i);
    }
    return numbers;
  }

  /** Returns whether a switch is on; ONNX has them as tensors of one truth. */
  boolean isTrue() {
    requireInside();
    if (proto.getDataType() != DataType.BOOL_VALUE || size() != 1) {
      throw refused("is no single truth value");
    }
    return raw(proto.getInt32DataCount(), 1).hasRemaining()
        ? proto.getRawData().byteAt(0) != 0
        : proto.getInt32Data(0) != 0;
  }

  /** Returns the bytes, none if the numbers are in a list; checks that either are as many. */
  private ByteBuffer raw(int listed, int bytesPerNumber) {
    long bytes = proto.getRawData().size();
    long wanted = size();
    boolean fits = listed == 0 ? bytes == wanted * bytesPerNumber : bytes == 0 && listed == wanted;
    if (!fits) {
      throw refused(
          "is damaged: it is %s, but has %,d bytes and %,d listed numbers"
              .formatted(shapeInWords(), bytes, listed));
    }
    return proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void requireInside() {
    if (proto.getDataLocation() != DataLocation.DEFAULT || proto.getExternalDataCount() > 0) {
      throw refused(
          "has its numbers in another file (external data), which is not opened; save the model as one file: torch.onnx.export(…, external_data=False), or onnx.save(onnx.load(\"in.onnx\"), \"out.onnx\")");
    }
    if (proto.hasSegment()) {
      throw refused("is a part of a tensor (segment), which is not known here");
    }
  }

  private String type() {
    return String.valueOf(DataType.forNumber(proto.getDataType()));
  }

  /** Returns an error that names the tensor. */
  InteropException refused(String problem) {
    return new InteropException(
        "%s: the tensor \"%s\" %s.".formatted(file, InteropException.printable(name), problem));
  }
}
