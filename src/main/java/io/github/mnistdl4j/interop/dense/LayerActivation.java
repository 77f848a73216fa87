package io.github.mnistdl4j.interop.dense;

import io.github.mnistdl4j.config.Activation;
import java.util.function.Function;

/**
 * A layer's activation.
 *
 * @param slope of a leaky ReLU below zero; the usual one for all others
 */
public record LayerActivation(Activation function, double slope) {
  public static final LayerActivation LINEAR = of(Activation.IDENTITY);

  /** Returns one with the usual slope. */
  public static LayerActivation of(Activation function) {
    return new LayerActivation(function, Activation.LEAKY_RELU_SLOPE);
  }

  /**
   * Returns a leaky ReLU; one of the slope 0 is a ReLU. The nearest short decimal of a float32 is
   * taken: 0.3 for 0.30000001.
   *
   * @param refusal makes an error of what is wrong with a layer
   */
  public static LayerActivation leaky(double slope, Function<String, InteropException> refusal) {
    if (!(slope >= 0 && slope < 1)) {
      throw refusal.apply(
          "has the slope %s below zero; 0 to 1, exclusive, can be taken".formatted(slope));
    }
    float near = (float) slope;
    return slope == 0
        ? of(Activation.RELU)
        : new LayerActivation(
            Activation.LEAKY_RELU,
            near == slope ? Double.parseDouble(Float.toString(near)) : slope);
  }

  /**
   * Returns an ELU.
   *
   * @param refusal makes an error of what is wrong with a layer
   */
  public static LayerActivation elu(double alpha, Function<String, InteropException> refusal) {
    if (alpha != 1) {
      throw refusal.apply("has the alpha %s; only 1 can be taken".formatted(alpha));
    }
    return of(Activation.ELU);
  }

  /** Returns whether it changes nothing. */
  public boolean isLinear() {
    return function == Activation.IDENTITY;
  }
}
