package io.github.mnistdl4j.network;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What some units of the first layer look at: their weights over the 784 pixels.
 *
 * @param layerUnits how many units the layer has
 * @param units those with the largest weights, the largest first
 */
public record InputWeights(int layerUnits, List<Unit> units) {

  public InputWeights {
    units = List.copyOf(units);
  }

  /** A unit's weights. Immutable. */
  public static final class Unit {
    private final int index;
    private final float[] weights;

    private Unit(int index, float[] weights) {
      this.index = index;
      this.weights = weights;
    }

    /** Its number in the layer, from 0. */
    public int index() {
      return index;
    }

    /** The weight of a pixel, 0 to 783, row by row. */
    public float weight(int pixel) {
      return weights[pixel];
    }
  }

  /** The units of a network's first layer whose weights have the largest Euclidean norm. */
  public static InputWeights of(MultiLayerNetwork network, int limit) {
    INDArray weights = network.getLayer(0).getParam("W"); // [784, units]
    double[] norms = weights.norm2(0).toDoubleVector();
    List<Unit> units =
        IntStream.range(0, norms.length)
            .boxed()
            .sorted(Comparator.comparing(unit -> norms[unit], Comparator.reverseOrder()))
            .limit(limit)
            .map(unit -> new Unit(unit, weights.getColumn(unit).dup().toFloatVector()))
            .toList();
    return new InputWeights(norms.length, units);
  }
}
