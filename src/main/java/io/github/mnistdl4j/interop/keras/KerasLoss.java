package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.List;
import java.util.Locale;

/**
 * The loss that a file says its network was trained with.
 *
 * @param name in small letters without separators; empty if the file has none
 * @param fromLogits whether the loss takes scores and applies the softmax itself
 */
record KerasLoss(String name, boolean fromLogits) {

  /** Reads a name, an object, or the only element of a list or of an object of outputs. */
  static KerasLoss of(JsonElement description, String place) {
    if (description.isJsonArray() && description.getAsJsonArray().size() == 1) {
      return of(description.getAsJsonArray().get(0), place);
    }
    JsonFields fields = JsonFields.of(description, place);
    if (fields.object().size() == 1 && fields.isNull("class_name")) {
      return of(fields.object().asMap().values().iterator().next(), place);
    }
    String kind = fields.text("class_name").orElse("");
    String name =
        JsonFields.text(description)
            .or(() -> kind.equals("function") ? fields.text("config") : fields.text("class_name"))
            .orElse("");
    return new KerasLoss(
        name.replaceFirst("^.*>", "").replace("_", "").toLowerCase(Locale.ROOT),
        fields.fields("config").flag("from_logits", false));
  }

  private boolean isCrossEntropy() {
    return name.equals("categoricalcrossentropy") || name.equals("sparsecategoricalcrossentropy");
  }

  private boolean isSquaredError() {
    return name.equals("meansquarederror") || name.equals("mse");
  }

  /** Returns whether linear outputs are scores, which a softmax makes probabilities. */
  boolean takesScores() {
    return !isSquaredError();
  }

  /**
   * Returns the loss of a network here.
   *
   * @param output the last activation in the file
   * @param notes told what differs
   */
  Loss forOutput(Activation output, List<String> notes) {
    if (output == Activation.IDENTITY && takesScores()) {
      String reason =
          fromLogits
              ? "its loss takes scores (from_logits)"
              : "its outputs are scores, and its loss does not say otherwise";
      notes.add("The last layer gets a softmax: %s.".formatted(reason));
      return Loss.CATEGORICAL_CROSSENTROPY;
    }
    if (output == Activation.SOFTMAX && !isSquaredError()) {
      if (fromLogits) {
        notes.add(
            "The last layer has a softmax and its loss takes scores (from_logits), which is a second one: the loss is taken without it.");
      }
      if (!name.isEmpty() && !isCrossEntropy()) {
        notes.add(replaced("categorical cross-entropy"));
      }
      return Loss.CATEGORICAL_CROSSENTROPY;
    }
    if (!name.isEmpty() && !isSquaredError()) {
      notes.add(replaced("the mean squared error"));
    }
    return Loss.MEAN_SQUARED_ERROR;
  }

  private String replaced(String by) {
    return "The loss %s is not available here: %s is evaluated and minimised in its place."
        .formatted(InteropException.printable(name), by);
  }
}
