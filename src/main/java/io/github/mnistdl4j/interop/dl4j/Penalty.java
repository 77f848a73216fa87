package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.List;

/**
 * Deeplearning4j's penalties on a layer's weights. Its L2 adds λ/2 · Σw² to the loss, half of what
 * Keras and this project do.
 */
record Penalty(double l1, double l2) {
  /** More than anybody takes; what is beyond is damage. */
  private static final double MOST = 1000;

  /**
   * Reads a layer's.
   *
   * @param notes told of what cannot be taken over
   */
  static Penalty of(Dl4jLayer layer, List<String> notes) {
    if (layer.fields().number("l1Bias", 0) != 0
        || layer.fields().number("l2Bias", 0) != 0
        || layer.fields().number("biasL1", 0) != 0
        || layer.fields().number("biasL2", 0) != 0
        || !layer.fields().list("regularizationBias").isEmpty()) {
      notes.add("%s has penalties on its biases, which are left out.".formatted(layer.called()));
    }
    return layer.fields().isNull("regularization") ? older(layer, notes) : newer(layer, notes);
  }

  /** Until 1.0.0-beta3: two numbers, the second of which shrank weights behind the optimizer. */
  private static Penalty older(Dl4jLayer layer, List<String> notes) {
    if (!layer.conf().flag("useRegularization", true)) {
      return new Penalty(0, 0);
    }
    Penalty found = new Penalty(in(layer.fields(), "l1"), in(layer.fields(), "l2") / 2);
    if (found.l1 > 0 || found.l2 > 0) {
      notes.add(
          "%s: Deeplearning4j added penalties behind the optimizer then; here they are part of the loss."
              .formatted(layer.called()));
    }
    return found;
  }

  private static Penalty newer(Dl4jLayer layer, List<String> notes) {
    double l1 = 0;
    double l2 = 0;
    for (JsonElement each : layer.fields().list("regularization")) {
      TypedFields type = TypedFields.of(each, layer.file().toString());
      switch (type.name("regularization")) {
        case "l1" -> l1 += fixed(layer, type, "l1", notes);
        case "l2" -> l2 += fixed(layer, type, "l2", notes) / 2;
        default ->
            notes.add(
                "%s has a %s, which is left out."
                    .formatted(layer.called(), InteropException.printable(type.kind())));
      }
    }
    return new Penalty(l1, l2);
  }

  private static double fixed(Dl4jLayer layer, TypedFields type, String which, List<String> notes) {
    JsonFields schedule = type.fields().fields(which);
    if (schedule.number("value").isEmpty()) {
      notes.add(
          "%s has an %s with a schedule, which is left out.".formatted(layer.called(), which));
    }
    return in(schedule, "value");
  }

  private static double in(JsonFields fields, String name) {
    double value = fields.number(name, 0);
    return value >= 0 && value <= MOST ? value : 0;
  }
}
