package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;

/** Deeplearning4j's activations: objects, and until 0.7.1 names. */
final class Dl4jActivations {
  /** What Deeplearning4j's leaky ReLU has unless said otherwise. */
  private static final double USUAL_SLOPE = 0.01;

  /** How much a slope may differ: some files hold float32s. */
  private static final double TOLERANCE = 1e-6;

  private Dl4jActivations() {}

  /**
   * Returns a layer's activation.
   *
   * @throws InteropException if it is not available here
   */
  static Activation of(Dl4jLayer layer) {
    TypedFields found = layer.object("activationFn", "activationFunction");
    return switch (found.name("activation")) {
      case "relu" -> relu(layer, found.fields());
      case "lrelu", "leakyrelu" -> sloped(layer, found.fields().number("alpha", USUAL_SLOPE));
      case "elu" -> elu(layer, found.fields().number("alpha", 1));
      case "tanh" -> Activation.TANH;
      case "sigmoid" -> Activation.SIGMOID;
      case "softmax" -> Activation.SOFTMAX;
      case "identity", "linear" -> Activation.IDENTITY;
      default ->
          throw layer.refused(
              "has the activation %s; there are relu, leaky relu, elu, tanh, sigmoid, softmax and identity"
                  .formatted(InteropException.printable(found.kind())));
    };
  }

  private static Activation relu(Dl4jLayer layer, JsonFields settings) {
    if (settings.number("max", 0) != 0 || settings.number("threshold", 0) != 0) {
      throw layer.refused("has a ReLU with a maximum or a threshold; only max(0, x) can be taken");
    }
    double slope = settings.number("negativeSlope", 0);
    return slope == 0 ? Activation.RELU : sloped(layer, slope);
  }

  private static Activation sloped(Dl4jLayer layer, double slope) {
    if (Math.abs(slope - Activation.LEAKY_RELU_SLOPE) > TOLERANCE) {
      throw layer.refused(
          "has a leaky ReLU with the slope %s below zero; only %s can be taken"
              .formatted(slope, Activation.LEAKY_RELU_SLOPE));
    }
    return Activation.LEAKY_RELU;
  }

  private static Activation elu(Dl4jLayer layer, double alpha) {
    if (alpha != 1) {
      throw layer.refused("has an ELU with the alpha %s; only 1 can be taken".formatted(alpha));
    }
    return Activation.ELU;
  }
}
