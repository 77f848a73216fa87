package io.github.mnistdl4j.training;

import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A copy of what training changes in a network. The arrays are shared: do not write into them.
 *
 * @param parameters all of them, flat, as Deeplearning4j lays them
 * @param updaterState the optimizer's, flat; empty for one without
 * @param iterations steps that the network has learned from
 */
@SuppressWarnings("ArrayRecordComponent") // copies are not compared
public record Snapshot(float[] parameters, float[] updaterState, int iterations) {

  static Snapshot of(MultiLayerNetwork network) {
    publish(network);
    return new Snapshot(
        copy(network.params()),
        copy(network.getUpdater().getStateViewArray()),
        network.getIterationCount());
  }

  /** Copies the same network again, into the arrays of this copy, which is used no more. */
  Snapshot replacedBy(MultiLayerNetwork network) {
    publish(network);
    buffer(network.params()).get(parameters);
    if (updaterState.length > 0) {
      buffer(network.getUpdater().getStateViewArray()).get(updaterState);
    }
    return new Snapshot(parameters, updaterState, network.getIterationCount());
  }

  private static void publish(MultiLayerNetwork network) {
    if (network instanceof FusedNetwork fused) {
      fused.publish();
    }
  }

  private static float[] copy(@Nullable INDArray array) {
    float[] copy = new float[array == null ? 0 : Math.toIntExact(array.length())];
    if (array != null) {
      buffer(array).get(copy);
    }
    return copy;
  }

  void restoreParameters(MultiLayerNetwork network) {
    buffer(network.params()).put(parameters);
  }

  void restore(MultiLayerNetwork network) {
    restoreParameters(network);
    if (updaterState.length > 0) {
      buffer(network.getUpdater().getStateViewArray()).put(updaterState);
    }
    network.getLayerWiseConfigurations().setIterationCount(iterations);
  }

  private static FloatBuffer buffer(INDArray array) {
    return array.data().asNioFloat();
  }
}
