package io.github.mnistdl4j.training;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A copy of what training changes in a network. The arrays are shared: do not write into them. */
public final class Snapshot {
  private final float[] parameters;
  private final float[] updaterState;
  private final int iterations;

  /**
   * A copy that was made before.
   *
   * @param parameters all of them, flat, as Deeplearning4j lays them
   * @param updaterState the optimizer's, flat; empty for one without
   * @param iterations steps that the network has learned from
   */
  public Snapshot(float[] parameters, float[] updaterState, int iterations) {
    this.parameters = parameters;
    this.updaterState = updaterState;
    this.iterations = iterations;
  }

  /** All parameters, flat. */
  public float[] parameters() {
    return parameters;
  }

  /** The optimizer's state, flat; empty for one without. */
  public float[] updaterState() {
    return updaterState;
  }

  /** Steps that the network has learned from. */
  public int iterations() {
    return iterations;
  }

  static Snapshot of(MultiLayerNetwork network) {
    return new Snapshot(
        copy(network.params()),
        copy(network.getUpdater().getStateViewArray()),
        network.getIterationCount());
  }

  /** A newer copy of the same network in the arrays of this one, which is to be used no more. */
  Snapshot replacedBy(MultiLayerNetwork network) {
    buffer(network.params()).get(parameters);
    if (updaterState.length > 0) {
      buffer(network.getUpdater().getStateViewArray()).get(updaterState);
    }
    return new Snapshot(parameters, updaterState, network.getIterationCount());
  }

  private static float[] copy(@Nullable INDArray array) {
    float[] copy = new float[array == null ? 0 : Math.toIntExact(array.length())];
    if (array != null) {
      buffer(array).get(copy);
    }
    return copy;
  }

  /** Sets the parameters alone. */
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
