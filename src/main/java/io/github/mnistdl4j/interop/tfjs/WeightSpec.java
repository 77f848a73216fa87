package io.github.mnistdl4j.interop.tfjs;

import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.ModelStart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a manifest says of an array.
 *
 * @param type of its numbers, such as {@code float32}
 * @param stored of its numbers in the file: {@code type}, or {@code uint8}, {@code uint16} or
 *     {@code float16} if they were quantized
 * @param scale of quantized whole numbers q, which stand for q · scale + min
 * @param group the files that it is in, from 0
 * @param offset its first byte in these
 * @param forOptimizer whether it is the optimizer's, not the network's
 */
record WeightSpec(
    Path file,
    String name,
    List<Integer> shape,
    String type,
    String stored,
    double scale,
    double min,
    int group,
    long offset,
    boolean forOptimizer) {
  private static final Map<String, Integer> BYTES =
      Map.of(
          "float32",
          4,
          "int32",
          4,
          "bool",
          1,
          "complex64",
          8,
          "float16",
          2,
          "uint16",
          2,
          "uint8",
          1);

  private static final int MOST_SIDES = 8;

  /**
   * Reads one.
   *
   * @throws InteropException if its size cannot be told, or cannot be
   */
  static WeightSpec of(Path file, JsonFields spec, int group, long offset) {
    JsonFields quantization = spec.fields("quantization");
    String type = spec.text("dtype").orElse("none");
    String stored = spec.isNull("quantization") ? type : quantization.text("dtype").orElse("none");
    boolean whole = stored.startsWith("uint");
    WeightSpec read =
        new WeightSpec(
            file,
            spec.text("name").orElse(""),
            JsonFields.shape(spec.get("shape")),
            type,
            stored,
            quantization.number("scale", Double.NaN),
            quantization.number("min", Double.NaN),
            group,
            offset,
            spec.text("group").filter("optimizer"::equals).isPresent());
    if (!BYTES.containsKey(stored)) {
      throw read.refused("has the type %s, whose size is not known".formatted(printable(stored)));
    }
    if (whole && !(Double.isFinite(read.scale) && Double.isFinite(read.min))) {
      throw read.refused("is quantized without a scale and a min");
    }
    if (!spec.get("shape").isJsonArray()
        || read.shape.size() > MOST_SIDES
        || read.shape.stream().anyMatch(side -> side < 0)) {
      throw read.refused("has a damaged shape");
    }
    if (read.loadedSize() > ModelStart.MOST_BYTES) {
      throw read.refused("is said to be larger than 1 GiB");
    }
    return read;
  }

  /** Returns its number of bytes in the files; beyond 1 GiB it is only too many. */
  long size() {
    long size = BYTES.getOrDefault(stored, 1);
    for (int side : shape) {
      size = Math.min(size * side, ModelStart.MOST_BYTES + 1L);
    }
    return size;
  }

  /** Returns its number of bytes as float32s, which quantized ones become. */
  long loadedSize() {
    return Math.max(size(), size() / BYTES.getOrDefault(stored, 1) * Float.BYTES);
  }

  /** Returns its number of values. */
  int count() {
    return Math.toIntExact(size() / BYTES.getOrDefault(stored, 1));
  }

  /** Returns how its numbers were rounded; empty if they were not. */
  Optional<String> quantization() {
    return Optional.of(stored).filter(each -> !each.equals(type));
  }

  /** Returns an error that names it. */
  InteropException refused(String problem) {
    return new InteropException("%s: weight \"%s\" %s.".formatted(file, printable(name), problem));
  }

  private static String printable(String text) {
    return InteropException.printable(text);
  }
}
