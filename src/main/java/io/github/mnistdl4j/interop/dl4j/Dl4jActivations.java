package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.LayerActivation;

/** Deeplearning4j's activations: objects, and until 0.7.1 names. */
final class Dl4jActivations {
  /** What Deeplearning4j's leaky ReLU has unless said otherwise. */
  private static final double USUAL_SLOPE = 0.01;

  private Dl4jActivations() {}

  /**
   * Returns a layer's activation.
   *
   * @throws InteropException if it is not available here
   */
  static LayerActivation of(Dl4jLayer layer) {
    TypedFields found = layer.object("activationFn", "activationFunction");
    return switch (found.name("activation")) {
      case "relu" -> relu(layer, found.fields());
      case "lrelu", "leakyrelu" ->
          LayerActivation.leaky(found.fields().number("alpha", USUAL_SLOPE), layer::refused);
      case "elu" -> LayerActivation.elu(found.fields().number("alpha", 1), layer::refused);
      case "tanh" -> LayerActivation.of(Activation.TANH);
      case "sigmoid" -> LayerActivation.of(Activation.SIGMOID);
      case "softmax" -> LayerActivation.of(Activation.SOFTMAX);
      case "identity", "linear" -> LayerActivation.of(Activation.IDENTITY);
      default ->
          throw layer.refused(
              "has the activation %s; there are relu, leaky relu, elu, tanh, sigmoid, softmax and identity"
                  .formatted(InteropException.printable(found.kind())));
    };
  }

  private static LayerActivation relu(Dl4jLayer layer, JsonFields settings) {
    if (settings.number("max", 0) != 0 || settings.number("threshold", 0) != 0) {
      throw layer.refused("has a ReLU with a maximum or a threshold; only max(0, x) can be taken");
    }
    return LayerActivation.leaky(settings.number("negativeSlope", 0), layer::refused);
  }
}
