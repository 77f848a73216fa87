package io.github.mnistdl4j.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A copy of what training changes in a network.
 *
 * @param updaterState null for an optimizer without state
 */
record Snapshot(INDArray parameters, @Nullable INDArray updaterState, int iterations) {

  static Snapshot of(MultiLayerNetwork network) {
    @Nullable INDArray state = network.getUpdater().getStateViewArray();
    return new Snapshot(
        network.params().dup(), state == null ? null : state.dup(), network.getIterationCount());
  }

  void restore(MultiLayerNetwork network) {
    network.params().assign(parameters);
    if (updaterState != null) {
      network.getUpdater().getStateViewArray().assign(updaterState);
    }
    network.getLayerWiseConfigurations().setIterationCount(iterations);
  }
}
