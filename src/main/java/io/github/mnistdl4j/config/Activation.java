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
  /** x, or 0.2 x below zero, Keras's slope. */
  LEAKY_RELU,
  /** x, or eˣ − 1 below zero. */
  ELU,
  /** eˣ over the layer's sum of eˣ: probabilities. */
  SOFTMAX
}
