package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The loss that a file says its network was trained with.
 *
 * @param name in small letters without separators; empty if the file has none
 * @param fromLogits whether the loss takes scores and applies the softmax itself
 * @param smoothed whether the truth is not quite 1 and 0 in it
 */
record KerasLoss(String name, boolean fromLogits, boolean smoothed) {
  private static final Set<String> REGRESSION =
      Set.of(
          "meansquarederror",
          "mse",
          "meanabsoluteerror",
          "mae",
          "meansquaredlogarithmicerror",
          "msle",
          "huber",
          "huberloss",
          "logcosh");

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
        fields.fields("config").flag("from_logits", false),
        fields.fields("config").number("label_smoothing", 0) != 0);
  }

  private boolean isCrossEntropy() {
    return name.equals("categoricalcrossentropy") || name.equals("sparsecategoricalcrossentropy");
  }

  /** Returns whether each output is compared with its own number: linear ones are no scores. */
  private boolean isRegression() {
    return REGRESSION.contains(name);
  }

  /**
   * Returns whether linear outputs become probabilities, each by itself, in the loss.
   *
   * @param output the last activation in the file
   */
  boolean isBinaryOfScores(Activation output) {
    return output == Activation.IDENTITY && fromLogits && name.startsWith("binary");
  }

  private boolean isSquaredError() {
    return name.equals("meansquarederror") || name.equals("mse");
  }

  /**
   * Returns the loss of a network here.
   *
   * @param output the last activation in the file
   * @param notes told what differs
   */
  Loss forOutput(Activation output, List<String> notes) {
    if (smoothed) {
      notes.add("The loss's label_smoothing is left out.");
    }
    if (isBinaryOfScores(output)) {
      notes.add("The last layer gets a sigmoid: its loss takes scores (from_logits).");
      notes.add(replaced("the mean squared error"));
      return Loss.MEAN_SQUARED_ERROR;
    }
    if (output == Activation.IDENTITY && !isRegression()) {
      String reason =
          fromLogits
              ? "its loss takes scores (from_logits)"
              : "its outputs are scores, and its loss does not say otherwise";
      notes.add("The last layer gets a softmax: %s.".formatted(reason));
      return Loss.CATEGORICAL_CROSSENTROPY;
    }
    if (output == Activation.SOFTMAX && !isRegression()) {
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
