package io.github.mnistdl4j.config;

/** A layer's activation function, as in {@code keras.activations}. */
public enum Activation {
  /** max(0, x). */
  RELU,
  /** Hyperbolic tangent. */
  TANH,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** x itself; Keras calls it linear. */
  IDENTITY,
  /** x, or x times the layer's slope below zero, {@link #LEAKY_RELU_SLOPE} unless given. */
  LEAKY_RELU,
  /** x, or eˣ − 1 below zero. */
  ELU,
  /** eˣ over the layer's sum of eˣ: probabilities. */
  SOFTMAX;

  /** Slope of {@code keras.activations.leaky_relu} below zero. */
  public static final double LEAKY_RELU_SLOPE = 0.2;
}
