package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.LayerActivation;
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
  static LayerActivation named(KerasLayer layer) {
    JsonElement value = layer.config().get("activation");
    if (value.isJsonNull()) {
      return LayerActivation.LINEAR;
    }
    JsonFields object = JsonFields.of(value, layer.file().toString());
    if (object.get("config").isJsonObject()) {
      return ofLayer(layer, object.text("class_name").orElse("?"), object.fields("config"));
    }
    String name = JsonFields.text(value).or(() -> object.text("config")).orElse("?");
    return Optional.ofNullable(NAMES.get(name))
        .map(LayerActivation::of)
        .orElseThrow(
            () ->
                layer.refused(
                    "has the activation %.40s; there are relu, leaky_relu, elu, tanh, sigmoid, softmax and linear"
                        .formatted(name)));
  }

  /** Returns the activation that a layer is. */
  static LayerActivation ofLayer(KerasLayer layer) {
    return layer.kind().equals("Activation")
        ? named(layer)
        : ofLayer(layer, layer.kind(), layer.config());
  }

  private static LayerActivation ofLayer(KerasLayer layer, String kind, JsonFields config) {
    return switch (kind) {
      case "ReLU" -> relu(layer, config);
      case "LeakyReLU" ->
          LayerActivation.leaky(
              number(layer, config, "negative_slope", number(layer, config, "alpha", LAYER_SLOPE)),
              layer::refused);
      case "ELU" -> LayerActivation.elu(number(layer, config, "alpha", 1), layer::refused);
      case "Softmax" -> softmax(layer, config);
      default ->
          throw layer.refused("has the activation %.40s, which is not known".formatted(kind));
    };
  }

  private static LayerActivation relu(KerasLayer layer, JsonFields config) {
    double slope = number(layer, config, "negative_slope", 0);
    if (!config.isNull("max_value") || number(layer, config, "threshold", 0) != 0) {
      throw layer.refused("has a maximum or a threshold; only max(0, x) can be taken");
    }
    return LayerActivation.leaky(slope, layer::refused);
  }

  /** Returns a setting; one that is there but no number would otherwise be taken for missing. */
  private static double number(KerasLayer layer, JsonFields config, String name, double otherwise) {
    if (!config.isNull(name) && config.number(name).isEmpty()) {
      throw layer.refused("has a setting %s that is no number".formatted(name));
    }
    return config.number(name, otherwise);
  }

  private static LayerActivation softmax(KerasLayer layer, JsonFields config) {
    double axis = number(layer, config, "axis", -1);
    if (axis != -1 && axis != 1) {
      throw layer.refused("is over another axis than the last");
    }
    return LayerActivation.of(Activation.SOFTMAX);
  }
}
