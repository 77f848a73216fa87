package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.util.Optional;

/**
 * One dense layer, {@code activation(x · W + b)}.
 *
 * @param slope of a leaky-relu below zero; others have none and leave it at its default
 * @param dropout fraction of the layer's outputs that training sets to zero, the others being
 *     scaled by 1 / (1 − dropout)
 * @param l1 penalty λ: λ · Σ|w| is added to the loss
 * @param l2 penalty λ: λ · Σw² is added to the loss
 */
public record LayerConfig(
    @Key(
            value = "Number of outputs; the last layer may leave it to the number of classes.",
            byDefault = "null",
            in = "[1, 100000]")
        Optional<Integer> units,
    @Key(value = "Activation function.", byDefault = "identity") Activation activation,
    @Key(value = "Slope of a leaky-relu below zero.", byDefault = "0.2", in = "(0, 1)")
        double slope,
    @Key(value = "Rate of a Keras Dropout layer behind it.", byDefault = "0.0", in = "[0, 1)")
        double dropout,
    @Key(value = "Keras's L1(l1) penalty on the weights.", byDefault = "0.0", in = "[0, 1000]")
        double l1,
    @Key(value = "Keras's L2(l2) penalty on the weights.", byDefault = "0.0", in = "[0, 1000]")
        double l2) {

  /** Makes a layer with the usual slope. */
  public LayerConfig(
      Optional<Integer> units, Activation activation, double dropout, double l1, double l2) {
    this(units, activation, Activation.LEAKY_RELU_SLOPE, dropout, l1, l2);
  }

  /**
   * Returns the number of outputs.
   *
   * @throws IllegalStateException if it is left to the number of classes, see {@link
   *     NetworkConfig#forClasses}
   */
  public int outputs() {
    return units.orElseThrow(() -> new IllegalStateException("the number of classes is unknown"));
  }
}
