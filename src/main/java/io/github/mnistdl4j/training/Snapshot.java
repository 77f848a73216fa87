package io.github.mnistdl4j.training;

import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;
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
public record Snapshot(float[] parameters, float[] updaterState, int iterations)
    implements Serializable {

  /** Returns a copy of a network as it is now. */
  public static Snapshot of(MultiLayerNetwork network) {
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

  /**
   * Returns the mean of networks of the same form, summed in their order: the bits depend on it.
   *
   * @param networks at least one; the mean has the steps of the one that has most
   */
  public static Snapshot mean(List<Snapshot> networks) {
    return new Snapshot(
        mean(networks, Snapshot::parameters),
        mean(networks, Snapshot::updaterState),
        networks.stream().mapToInt(Snapshot::iterations).max().orElseThrow());
  }

  private static float[] mean(List<Snapshot> networks, Function<Snapshot, float[]> numbers) {
    float[] mean = numbers.apply(networks.get(0)).clone();
    for (Snapshot network : networks.subList(1, networks.size())) {
      float[] more = numbers.apply(network);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += more[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= networks.size();
    }
    return mean;
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

  /** Gives a network of the same form what the copy has. */
  public void restore(MultiLayerNetwork network) {
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
