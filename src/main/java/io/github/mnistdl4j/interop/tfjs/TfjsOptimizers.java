package io.github.mnistdl4j.interop.tfjs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.Locale;
import java.util.Optional;

/** Optimizers in TensorFlow.js's words, which are Keras's with a few exceptions. */
final class TfjsOptimizers {
  /** Keras's, which its Adamax has no other than. */
  private static final double ADAMAX_EPSILON = 1e-7;

  private TfjsOptimizers() {}

  /** Returns the description of an optimizer, as TensorFlow.js saves it, in Keras's words. */
  static JsonElement inKeras(JsonElement description) {
    if (!(description instanceof JsonObject)) {
      return description;
    }
    JsonFields described = JsonFields.of(description, "an optimizer");
    String name = described.text("class_name").orElse("none");
    JsonObject settings = new JsonObject();
    described
        .fields("config")
        .object()
        .asMap()
        .forEach((key, value) -> settings.add(kerasName(name, key), value));
    if (name.equals("Momentum")) {
      boolean nesterov = JsonFields.of(settings, "an optimizer").flag("use_nesterov", false);
      settings.add("nesterov", new JsonPrimitive(nesterov));
    }
    return object(name.equals("Momentum") ? "SGD" : name, settings);
  }

  /**
   * Returns {@code beta_1} for {@code beta1}, and so on. RMSProp's decay is of the mean of squares;
   * elsewhere it is of the learning rate.
   */
  private static String kerasName(String optimizer, String setting) {
    return setting.equals("decay") && optimizer.equals("RMSProp")
        ? "rho"
        : setting.replaceAll("([a-z])([A-Z0-9])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static JsonObject object(String name, JsonObject settings) {
    JsonObject object = new JsonObject();
    object.addProperty("class_name", name);
    object.add("config", settings);
    return object;
  }

  /** Returns an optimizer for TensorFlow.js to train on with; empty if it has none like it. */
  static Optional<JsonObject> of(Optimizer optimizer) {
    JsonObject settings = new JsonObject();
    settings.addProperty("learning_rate", optimizer.learningRate());
    if (optimizer instanceof Optimizer.Rmsprop o) {
      settings.addProperty("decay", o.rho());
      settings.addProperty("momentum", 0);
      settings.addProperty("epsilon", o.epsilon());
      settings.addProperty("centered", false);
      return Optional.of(object("RMSProp", settings));
    }
    if (optimizer instanceof Optimizer.Adam o) {
      moments(settings, o.beta1(), o.beta2(), o.epsilon());
      return Optional.of(object("Adam", settings));
    }
    if (optimizer instanceof Optimizer.Adamax o) {
      moments(settings, o.beta1(), o.beta2(), ADAMAX_EPSILON);
      settings.addProperty("decay", 0);
      return Optional.of(object("Adamax", settings));
    }
    if (optimizer instanceof Optimizer.Adagrad o) {
      settings.addProperty("initial_accumulator_value", o.initialAccumulatorValue());
      return Optional.of(object("Adagrad", settings));
    }
    if (optimizer instanceof Optimizer.Adadelta o) {
      settings.addProperty("rho", o.rho());
      settings.addProperty("epsilon", o.epsilon());
      return Optional.of(object("Adadelta", settings));
    }
    if (optimizer instanceof Optimizer.Nesterovs o) {
      settings.addProperty("momentum", o.momentum());
      settings.addProperty("use_nesterov", true);
      return Optional.of(object("Momentum", settings));
    }
    return optimizer instanceof Optimizer.Sgd
        ? Optional.of(object("SGD", settings))
        : Optional.empty();
  }

  private static void moments(JsonObject settings, double beta1, double beta2, double epsilon) {
    settings.addProperty("beta1", beta1);
    settings.addProperty("beta2", beta2);
    settings.addProperty("epsilon", epsilon);
  }
}
