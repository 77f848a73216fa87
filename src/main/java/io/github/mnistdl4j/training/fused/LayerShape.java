package io.github.mnistdl4j.training.fused;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Describes a dense layer.
 *
 * @param inputs number of inputs
 * @param units number of outputs
 * @param activation activation of each unit; empty for softmax over the layer
 * @param slope of a leaky ReLU; others do not use it
 * @param kept share of the outputs that dropout keeps; 1 for none
 * @param penalties Deeplearning4j's L1 and L2 on the weights
 */
record LayerShape(
    int inputs,
    int units,
    Optional<Elementwise> activation,
    float slope,
    double kept,
    List<Regularization> penalties) {

  /** Returns the factor of Σ|w| in the loss. */
  float l1(int iteration, int epoch) {
    double sum = 0;
    for (Regularization penalty : penalties) {
      sum += penalty instanceof L1Regularization l ? l.getL1().valueAt(iteration, epoch) : 0;
    }
    return (float) sum;
  }

  /** Returns the factor of Σw²/2 in the loss. */
  float l2(int iteration, int epoch) {
    double sum = 0;
    for (Regularization penalty : penalties) {
      sum += penalty instanceof L2Regularization l ? l.getL2().valueAt(iteration, epoch) : 0;
    }
    return (float) sum;
  }

  long parameters() {
    return (inputs + 1L) * units;
  }
}
