package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.Activation;

/**
 * A dense layer without its weights.
 *
 * @param layer where it stands
 * @param order how many dense layers stand before it in the file
 */
record DenseSpec(
    KerasLayer layer,
    int order,
    int units,
    boolean hasBias,
    Activation activation,
    double dropout,
    double l1,
    double l2) {

  DenseSpec withOrder(int other) {
    return new DenseSpec(layer, other, units, hasBias, activation, dropout, l1, l2);
  }

  DenseSpec withActivation(Activation other) {
    return new DenseSpec(layer, order, units, hasBias, other, dropout, l1, l2);
  }

  DenseSpec withDropout(double other) {
    return new DenseSpec(layer, order, units, hasBias, activation, other, l1, l2);
  }
}
