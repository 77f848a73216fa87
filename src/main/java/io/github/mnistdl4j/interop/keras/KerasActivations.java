package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Activation;
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

  private KerasActivations() {}

  /** Returns the activation that a layer's field names; linear if it has none. */
  static KerasActivation named(KerasLayer layer) {
    JsonElement value = layer.config().get("activation");
    if (value.isJsonNull()) {
      return KerasActivation.LINEAR;
    }
    JsonFields object = JsonFields.of(value, layer.file().toString());
    if (object.get("config").isJsonObject()) {
      return ofLayer(layer, object.text("class_name").orElse("?"), object.fields("config"));
    }
    String name = JsonFields.text(value).or(() -> object.text("config")).orElse("?");
    return Optional.ofNullable(NAMES.get(name))
        .map(KerasActivation::of)
        .orElseThrow(
            () ->
                layer.refused(
                    "has the activation %.40s; there are relu, leaky_relu, elu, tanh, sigmoid, softmax and linear"
                        .formatted(name)));
  }

  /** Returns the activation that a layer is. */
  static KerasActivation ofLayer(KerasLayer layer) {
    return layer.kind().equals("Activation")
        ? named(layer)
        : ofLayer(layer, layer.kind(), layer.config());
  }

  private static KerasActivation ofLayer(KerasLayer layer, String kind, JsonFields config) {
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

  private static KerasActivation relu(KerasLayer layer, JsonFields config) {
    double slope = config.number("negative_slope", 0);
    if (!config.isNull("max_value") || config.number("threshold", 0) != 0) {
      throw layer.refused("has a maximum or a threshold; only max(0, x) can be taken");
    }
    return sloped(layer, slope);
  }

  private static KerasActivation sloped(KerasLayer layer, double slope) {
    if (slope < 0 || slope >= 1) {
      throw layer.refused(
          "has the slope %s below zero; 0 to 1, exclusive, can be taken".formatted(slope));
    }
    float near = (float) slope;
    return slope == 0
        ? KerasActivation.of(Activation.RELU)
        : new KerasActivation(
            Activation.LEAKY_RELU,
            near == slope ? Double.parseDouble(Float.toString(near)) : slope);
  }

  private static KerasActivation elu(KerasLayer layer, double alpha) {
    if (alpha != 1) {
      throw layer.refused("has the alpha %s; only 1 can be taken".formatted(alpha));
    }
    return KerasActivation.of(Activation.ELU);
  }

  private static KerasActivation softmax(KerasLayer layer, JsonFields config) {
    if (config.number("axis", -1) != -1 && config.number("axis", -1) != 1) {
      throw layer.refused("is over another axis than the last");
    }
    return KerasActivation.of(Activation.SOFTMAX);
  }
}
