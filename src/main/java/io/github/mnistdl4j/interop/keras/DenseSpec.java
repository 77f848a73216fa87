package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.interop.dense.LayerActivation;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dense layer without its weights.
 *
 * @param layer where it stands
 * @param before what scales its inputs, in order: to be folded into it
 * @param after what scales its outputs before the activation, in order: to be folded into it
 */
record DenseSpec(
    KerasLayer layer,
    List<ScaleStep> before,
    int units,
    boolean hasBias,
    List<ScaleStep> after,
    LayerActivation activation,
    double dropout,
    double l1,
    double l2) {

  private static final int MOST_UNITS = 100_000;

  DenseSpec {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Reads a Dense layer.
   *
   * @param before what scales its inputs
   * @param notes told what cannot be taken over
   */
  static DenseSpec of(KerasLayer layer, List<ScaleStep> before, List<String> notes) {
    double units = layer.config().number("units").orElse(layer.config().number("output_dim", 0));
    if (units != Math.rint(units) || units < 1 || units > MOST_UNITS) {
      throw layer.refused("has %s units; 1 to %,d can be taken".formatted(units, MOST_UNITS));
    }
    refuseLowRank(layer);
    if (!layer.config().flag("trainable", true)) {
      notes.add(
          "%s is frozen in the file (trainable: false); here it learns on."
              .formatted(layer.called()));
    }
    return new DenseSpec(
        layer,
        before,
        (int) units,
        layer.config().flag("use_bias", layer.config().flag("bias", true)),
        List.of(),
        KerasActivations.named(layer),
        0,
        Penalties.of(layer, "l1", notes),
        Penalties.of(layer, "l2", notes));
  }

  private static void refuseLowRank(KerasLayer layer) {
    for (String way : List.of("lora_rank", "quantization_config")) {
      if (!layer.config().isNull(way)) {
        throw layer.refused("has a %s, which is not known here".formatted(way));
      }
    }
  }

  /** Returns all that is folded into it. */
  List<ScaleStep> folded() {
    return Stream.concat(before.stream(), after.stream()).toList();
  }

  DenseSpec followedBy(ScaleStep step) {
    List<ScaleStep> steps = Stream.concat(after.stream(), Stream.of(step)).toList();
    return new DenseSpec(layer, before, units, hasBias, steps, activation, dropout, l1, l2);
  }

  DenseSpec withActivation(LayerActivation other) {
    return new DenseSpec(layer, before, units, hasBias, after, other, dropout, l1, l2);
  }

  DenseSpec withDropout(double other) {
    return new DenseSpec(layer, before, units, hasBias, after, activation, other, l1, l2);
  }
}
