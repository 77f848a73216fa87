package io.github.mnistdl4j.interop.dl4j;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;

/**
 * Reads what {@code Nd4j.write} writes: a buffer with the shape and one with the numbers, each with
 * how it was allocated, its length and its type; big-endian.
 */
final class Nd4jArray {
  /** Until 1.0.0-beta2, whose lengths have four bytes; later ones have eight. */
  private static final Set<String> OLDER = Set.of("DIRECT", "HEAP", "JAVACPP");

  /** Rank, sides, strides and three more for the most dimensions that ND4J has, 32. */
  private static final long MOST_SHAPE = 2 * 32 + 4;

  private Nd4jArray() {}

  /**
   * Returns the numbers of a vector.
   *
   * @param bytes the whole file
   * @throws IOException if it is none, is cut off, or holds more than finite numbers
   */
  static float[] read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    long shapeLength = length(in, in.readUTF());
    String shapeType = in.readUTF();
    if (shapeLength < 1 || shapeLength > MOST_SHAPE) {
      throw new IOException("its shape has %d numbers".formatted(shapeLength));
    }
    in.skipNBytes(shapeLength * size(shapeType));
    long count = length(in, in.readUTF());
    String type = in.readUTF();
    int size = size(type);
    if (count < 0 || count > bytes.length || count * size != in.available()) {
      throw new IOException(
          "it is said to have %d numbers of type %s, but has %d bytes"
              .formatted(count, type, in.available()));
    }
    float[] numbers = new float[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(in, type);
      if (!Float.isFinite(numbers[i])) {
        throw new IOException("it holds " + numbers[i]);
      }
    }
    return numbers;
  }

  private static long length(DataInputStream in, String allocation) throws IOException {
    return OLDER.contains(allocation) ? in.readInt() : in.readLong();
  }

  private static int size(String type) throws IOException {
    return switch (type) {
      case "FLOAT", "INT" -> Float.BYTES;
      case "DOUBLE", "LONG" -> Double.BYTES;
      case "HALF" -> Short.BYTES;
      default -> throw new IOException("it holds numbers of type %.20s".formatted(type));
    };
  }

  private static float number(DataInputStream in, String type) throws IOException {
    return switch (type) {
      case "FLOAT" -> in.readFloat();
      case "DOUBLE" -> (float) in.readDouble();
      case "HALF" -> half(in.readShort());
      default -> throw new IOException("it holds whole numbers");
    };
  }

  /** Returns an IEEE 754 binary16: sign, five bits of exponent, ten of fraction. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float sign = bits < 0 ? -1 : 1;
    if (exponent == 0x1f) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((float) fraction, -24)
        : sign * Math.scalb((float) (fraction | 0x400), exponent - 25);
  }
}
