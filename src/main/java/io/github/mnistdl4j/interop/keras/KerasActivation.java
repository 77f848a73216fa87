package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.Activation;

/**
 * An activation of Keras's as it is here.
 *
 * @param slope of a leaky ReLU below zero; the usual one for all others
 */
record KerasActivation(Activation function, double slope) {
  static final KerasActivation LINEAR = of(Activation.IDENTITY);

  static KerasActivation of(Activation function) {
    return new KerasActivation(function, Activation.LEAKY_RELU_SLOPE);
  }

  boolean isLinear() {
    return function == Activation.IDENTITY;
  }
}
