package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.Map;
import java.util.Optional;

/** Keras's activations: a name, an object with a name, or a layer of their own. */
final class KerasActivations {
  private static final Map<String, Activation> NAMES =
      Map.of(
          "linear", Activation.IDENTITY,
          "relu", Activation.RELU,
          "tanh", Activation.TANH,
          "sigmoid", Activation.SIGMOID,
          "elu", Activation.ELU,
          "softmax", Activation.SOFTMAX,
          "leaky_relu", Activation.LEAKY_RELU);

  /** What Keras's LeakyReLU has unless said otherwise. */
  private static final double LAYER_SLOPE = 0.3;

  /** How much a slope may differ: files hold float32s. */
  private static final double TOLERANCE = 1e-6;

  private KerasActivations() {}

  /** Returns the activation that a layer's field names; linear if it has none. */
  static Activation named(KerasLayer layer) {
    JsonElement value = layer.config().get("activation");
    if (value.isJsonNull()) {
      return Activation.IDENTITY;
    }
    JsonFields object = JsonFields.of(value, layer.file().toString());
    if (object.get("config").isJsonObject()) {
      return ofLayer(layer, object.text("class_name").orElse("?"), object.fields("config"));
    }
    String name = JsonFields.text(value).or(() -> object.text("config")).orElse("?");
    return Optional.ofNullable(NAMES.get(name))
        .orElseThrow(
            () ->
                layer.refused(
                    "has the activation %.40s; there are relu, leaky_relu, elu, tanh, sigmoid, softmax and linear"
                        .formatted(name)));
  }

  /** Returns the activation that a layer is. */
  static Activation ofLayer(KerasLayer layer) {
    return layer.kind().equals("Activation")
        ? named(layer)
        : ofLayer(layer, layer.kind(), layer.config());
  }

  private static Activation ofLayer(KerasLayer layer, String kind, JsonFields config) {
    return switch (kind) {
      case "ReLU" -> relu(layer, config);
      case "LeakyReLU" ->
          sloped(
              layer, config.number("negative_slope").orElse(config.number("alpha", LAYER_SLOPE)));
      case "ELU" -> elu(layer, config.number("alpha", 1));
      case "Softmax" -> softmax(layer, config);
      default ->
          throw layer.refused("has the activation %.40s, which is not known".formatted(kind));
    };
  }

  private static Activation relu(KerasLayer layer, JsonFields config) {
    double slope = config.number("negative_slope", 0);
    if (!config.isNull("max_value") || config.number("threshold", 0) != 0) {
      throw layer.refused("has a maximum or a threshold; only max(0, x) can be taken");
    }
    return slope == 0 ? Activation.RELU : sloped(layer, slope);
  }

  private static Activation sloped(KerasLayer layer, double slope) {
    if (Math.abs(slope - Activation.LEAKY_RELU_SLOPE) > TOLERANCE) {
      throw layer.refused(
          "has the slope %s below zero; only %s, which keras.activations.leaky_relu has, can be taken"
              .formatted(slope, Activation.LEAKY_RELU_SLOPE));
    }
    return Activation.LEAKY_RELU;
  }

  private static Activation elu(KerasLayer layer, double alpha) {
    if (alpha != 1) {
      throw layer.refused("has the alpha %s; only 1 can be taken".formatted(alpha));
    }
    return Activation.ELU;
  }

  private static Activation softmax(KerasLayer layer, JsonFields config) {
    if (config.number("axis", -1) != -1 && config.number("axis", -1) != 1) {
      throw layer.refused("is over another axis than the last");
    }
    return Activation.SOFTMAX;
  }
}
