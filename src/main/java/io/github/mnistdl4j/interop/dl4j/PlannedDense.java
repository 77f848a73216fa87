package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.interop.dense.LayerActivation;

/**
 * A dense layer without its weights.
 *
 * @param layer where it stands
 * @param kept fraction of the outputs that training keeps, in (0, 1]
 */
record PlannedDense(
    Dl4jLayer layer,
    int inputs,
    int units,
    boolean hasBias,
    LayerActivation activation,
    double kept,
    double l1,
    double l2) {

  PlannedDense withActivation(LayerActivation other) {
    return new PlannedDense(layer, inputs, units, hasBias, other, kept, l1, l2);
  }

  PlannedDense withKept(double other) {
    return new PlannedDense(layer, inputs, units, hasBias, activation, other, l1, l2);
  }

  /** Returns the number of weights and biases. */
  long parameters() {
    return (long) inputs * units + (hasBias ? units : 0);
  }
}
