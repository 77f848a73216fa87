package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.List;
import java.util.Set;

/** Keras's penalties on a layer's weights, which mean the same here. */
final class Penalties {
  private static final Set<String> KNOWN = Set.of("L1", "L2", "L1L2", "l1", "l2", "l1_l2");

  /** What cannot be taken over; the last three are of Keras 1. */
  private static final List<String> PARTS =
      List.of(
          "bias_regularizer",
          "activity_regularizer",
          "kernel_constraint",
          "bias_constraint",
          "W_regularizer",
          "b_regularizer",
          "W_constraint");

  private Penalties() {}

  /**
   * Returns a layer's penalty.
   *
   * @param which {@code l1} or {@code l2}
   * @param notes told, once, of penalties and limits that cannot be taken over
   */
  static double of(KerasLayer layer, String which, List<String> notes) {
    JsonFields regularizer = layer.config().fields("kernel_regularizer");
    String kind = regularizer.text("class_name").orElse("none");
    if (which.equals("l2")) {
      for (String field : PARTS) {
        if (!layer.config().isNull(field)) {
          notes.add("%s has a %s, which is left out.".formatted(layer.called(), field));
        }
      }
      if (!layer.config().isNull("kernel_regularizer") && !KNOWN.contains(kind)) {
        notes.add("%s has a penalty %.40s, which is left out.".formatted(layer.called(), kind));
      }
    }
    JsonFields values = regularizer.fields("config");
    double penalty = KNOWN.contains(kind) ? values.number(which, 0) : 0;
    return penalty >= 0 && penalty <= 1000 ? penalty : 0;
  }
}
