package io.github.mnistdl4j.interop.tfjs;

import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.keras.HdfArray;
import io.github.mnistdl4j.interop.keras.WeightSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arrays of a model, by names such as {@code dense_1/kernel}. As in TensorFlow.js, a layer's
 * name may stand behind those of models ({@code sequential/dense_1/kernel}) or before that of a
 * cell, and arrays may have numbers in place of names.
 */
final class TfjsWeights implements WeightSource {
  /** Keras's order, which files may not have. */
  private static final List<String> ORDER =
      List.of(
          "kernel", "gamma", "beta", "bias", "mean", "moving_mean", "variance", "moving_variance");

  private final WeightsManifest manifest;

  /** Of each group of names, such as {@code dense_1}, its arrays by what follows. */
  private final Map<String, Map<String, WeightSpec>> groups = new LinkedHashMap<>();

  private final Map<Integer, byte[]> files = new HashMap<>();

  /**
   * @throws InteropException if a name stands twice
   */
  TfjsWeights(WeightsManifest manifest) {
    this.manifest = manifest;
    for (WeightSpec spec : manifest.weights()) {
      if (!spec.forOptimizer()) {
        int slash = spec.name().lastIndexOf('/');
        String group = slash < 0 ? "" : spec.name().substring(0, slash);
        String last = spec.name().substring(slash + 1);
        if (groups.computeIfAbsent(group, key -> new LinkedHashMap<>()).put(last, spec) != null) {
          throw spec.refused("stands twice in the manifest");
        }
      }
    }
  }

  @Override
  public boolean has(String name) {
    return group(name).isPresent();
  }

  @Override
  public List<String> names(String group) {
    return group(group).map(TfjsWeights::sorted).orElse(List.of());
  }

  @Override
  public Optional<List<String>> texts(String group, String attribute) {
    return attribute.equals("weight_names") ? Optional.of(names(group)) : Optional.empty();
  }

  private static List<String> sorted(Map<String, WeightSpec> group) {
    return group.keySet().stream().sorted(Comparator.comparingInt(TfjsWeights::rank)).toList();
  }

  private static int rank(String name) {
    int known = ORDER.indexOf(name);
    return name.matches("\\d{1,6}") ? Integer.parseInt(name) : known < 0 ? ORDER.size() : known;
  }

  /**
   * Finds a layer's arrays: of its whole name, else of the only one that has it in a longer one.
   */
  private Optional<Map<String, WeightSpec>> group(String layer) {
    if (groups.containsKey(layer)) {
      return Optional.of(groups.get(layer));
    }
    List<Map<String, WeightSpec>> longer =
        groups.entrySet().stream()
            .filter(
                group ->
                    group.getKey().endsWith("/" + layer) || group.getKey().startsWith(layer + "/"))
            .map(Map.Entry::getValue)
            .toList();
    return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
  }

  @Override
  public HdfArray array(String name) {
    int slash = name.lastIndexOf('/');
    WeightSpec spec =
        group(name.substring(0, Math.max(0, slash)))
            .map(group -> group.get(name.substring(slash + 1)))
            .orElseThrow(
                () ->
                    new InteropException(
                        "%s has no weight \"%s\"."
                            .formatted(manifest.file(), InteropException.printable(name))));
    return new HdfArray(spec.shape().stream().mapToInt(side -> side).toArray(), numbers(spec));
  }

  private float[] numbers(WeightSpec spec) {
    if (!spec.type().equals("float32")) {
      throw spec.refused("is of %s; float32 was expected".formatted(spec.type()));
    }
    byte[] bytes = files.computeIfAbsent(spec.group(), manifest::bytes);
    ByteBuffer buffer =
        ByteBuffer.wrap(bytes, Math.toIntExact(spec.offset()), Math.toIntExact(spec.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = new float[spec.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(spec, buffer);
      if (!Float.isFinite(numbers[i])) {
        throw spec.refused("holds %s, which is no weight".formatted(numbers[i]));
      }
    }
    return numbers;
  }

  private static float number(WeightSpec spec, ByteBuffer buffer) {
    return switch (spec.stored()) {
      case "float32" -> buffer.getFloat();
      case "float16" -> half(buffer.getShort());
      case "uint16" -> (float) ((buffer.getShort() & 0xffff) * spec.scale() + spec.min());
      case "uint8" -> (float) ((buffer.get() & 0xff) * spec.scale() + spec.min());
      default ->
          throw spec.refused(
              "is stored as %s; there are float32, float16, uint16 and uint8"
                  .formatted(spec.stored()));
    };
  }

  /** Returns the value of IEEE 754's binary16: sign, 5 bits of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 31;
    int fraction = bits & 1023;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (1024 + fraction), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
