package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.NetworkConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The input of an inference request as it was sent, which may be in any order.
 *
 * @param path where it stands in the request, for messages
 * @param shape as declared
 * @param values all of {@code data}, row by row
 */
record Tensor(String path, String datatype, List<Long> shape, Values values) {
  /** Its name in requests. */
  static final String NAME = "input";

  private static final List<String> DATATYPES = List.of("FP32", "FP64", "UINT8");
  private static final int BYTE = 255;
  private static final long SIDE = NetworkConfig.SIDE;
  private static final List<List<Long>> IMAGE_SHAPES =
      List.of(List.of((long) NetworkConfig.INPUTS), List.of(SIDE, SIDE), List.of(1L, SIDE, SIDE));

  /**
   * Its images, each {@code [784]} in [0, 1].
   *
   * @throws RequestException if datatype, shape, or a value is not allowed
   */
  List<float[]> images() {
    if (!DATATYPES.contains(datatype)) {
      throw RequestException.badRequest(
          "%s.datatype is \"%s\", but must be one of %s",
          path, datatype, String.join(", ", DATATYPES));
    }
    int count = count();
    if (values.size() != (long) count * NetworkConfig.INPUTS) {
      throw RequestException.badRequest(
          "%s.data has %d values, but the shape %s needs %d",
          path, values.size(), shape, (long) count * NetworkConfig.INPUTS);
    }
    float scale = scale();
    List<float[]> images = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      images.add(values.scaled(i * NetworkConfig.INPUTS, NetworkConfig.INPUTS, scale));
    }
    return images;
  }

  /** How many images the shape declares; no more than there are values. */
  private int count() {
    boolean single = shape.equals(IMAGE_SHAPES.get(0));
    boolean several =
        shape.size() > 1
            && IMAGE_SHAPES.contains(shape.subList(1, shape.size()))
            && shape.get(0) > 0;
    if (!single && !several) {
      throw RequestException.badRequest(
          "%s.shape is %s, but must be [n, 784], [n, 28, 28], [n, 1, 28, 28] or [784], n at least 1",
          path, shape);
    }
    return single ? 1 : (int) Math.min(shape.get(0), values.size() + 1L);
  }

  /** What a value is divided by; all are checked. */
  private float scale() {
    boolean bytes = datatype.equals("UINT8");
    for (int i = 0; i < values.size(); i++) {
      float value = values.get(i);
      boolean allowed =
          value >= 0 && value <= (bytes ? BYTE : 1) && (!bytes || value == Math.rint(value));
      if (!allowed) {
        throw RequestException.badRequest(
            "%s.data: value %d is %s, but %s must be %s",
            path, i, value, datatype, bytes ? "a whole number from 0 to 255" : "from 0 to 1");
      }
    }
    return bytes ? BYTE : 1;
  }

  /** Numbers as they come. */
  static final class Values {
    private float[] values = new float[NetworkConfig.INPUTS];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int size() {
      return size;
    }

    float get(int index) {
      return values[index];
    }

    float[] scaled(int from, int length, float divisor) {
      float[] part = Arrays.copyOfRange(values, from, from + length);
      for (int i = 0; divisor != 1 && i < length; i++) {
        part[i] /= divisor;
      }
      return part;
    }
  }
}
