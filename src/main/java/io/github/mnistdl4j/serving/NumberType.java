package io.github.mnistdl4j.serving;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Datatypes of the Open Inference Protocol that an input's numbers may have. Fractions are ink from
 * 0 to 1, whole numbers grey levels from 0 to 255 that are divided by 255.
 */
enum NumberType {
  FP32(Float.BYTES),
  FP64(Double.BYTES),
  FP16(Short.BYTES),
  UINT8(Byte.BYTES),
  INT8(Byte.BYTES),
  INT16(Short.BYTES),
  INT32(Integer.BYTES),
  INT64(Long.BYTES);

  private static final int MAX_GREY = 255;

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the type of a name such as {@code FP32}; empty if there is none. */
  static Optional<NumberType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Returns how many bytes a number has in binary data. */
  int bytes() {
    return bytes;
  }

  /** Returns whether there are whole numbers only. */
  boolean isWhole() {
    return this != FP32 && this != FP64 && this != FP16;
  }

  /** Returns the largest number that is allowed; the smallest is 0. */
  float max() {
    return isWhole() ? MAX_GREY : 1;
  }

  /** Returns which numbers are allowed, for messages. */
  String allowed() {
    return isWhole() ? "a whole number from 0 to 255" : "from 0 to 1";
  }

  /** Takes as many numbers from a buffer as the array has. */
  void read(ByteBuffer from, float[] to) {
    if (this == FP32) {
      from.asFloatBuffer().get(to);
      from.position(from.position() + to.length * bytes);
      return;
    }
    for (int i = 0; i < to.length; i++) {
      to[i] = next(from);
    }
  }

  private float next(ByteBuffer from) {
    return switch (this) {
      case FP32 -> from.getFloat();
      case FP64 -> (float) from.getDouble();
      case FP16 -> half(from.getShort());
      case UINT8 -> Byte.toUnsignedInt(from.get());
      case INT8 -> from.get();
      case INT16 -> from.getShort();
      case INT32 -> from.getInt();
      case INT64 -> from.getLong();
    };
  }

  /** Returns a number of 16 bits: sign, 5 of exponent, 10 of fraction (IEEE 754, binary16). */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
