package io.github.mnistdl4j.interop.keras;

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
    KerasActivation activation,
    double dropout,
    double l1,
    double l2) {

  DenseSpec {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Returns all that is folded into it. */
  List<ScaleStep> folded() {
    return Stream.concat(before.stream(), after.stream()).toList();
  }

  DenseSpec followedBy(ScaleStep step) {
    List<ScaleStep> steps = Stream.concat(after.stream(), Stream.of(step)).toList();
    return new DenseSpec(layer, before, units, hasBias, steps, activation, dropout, l1, l2);
  }

  DenseSpec withActivation(KerasActivation other) {
    return new DenseSpec(layer, before, units, hasBias, after, other, dropout, l1, l2);
  }

  DenseSpec withDropout(double other) {
    return new DenseSpec(layer, before, units, hasBias, after, activation, other, l1, l2);
  }
}
