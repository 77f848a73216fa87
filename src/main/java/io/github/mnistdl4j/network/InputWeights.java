package io.github.mnistdl4j.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of some units of the first layer over the 784 pixels.
 *
 * @param layerUnits number of units of the layer
 * @param units those with the largest weights, the largest first
 */
public record InputWeights(int layerUnits, List<Unit> units) {

  public InputWeights {
    units = List.copyOf(units);
  }

  /**
   * A unit's weights.
   *
   * @param index its number in the layer, from 0
   * @param weights one per pixel, 784, row by row
   */
  public record Unit(int index, List<Float> weights) {
    public Unit {
      weights = List.copyOf(weights);
    }
  }

  /** Returns the units of a network's first layer whose weights have the largest Euclidean norm. */
  public static InputWeights of(MultiLayerNetwork network, int limit) {
    INDArray weights = network.getLayer(0).getParam("W"); // [784, units]
    double[] norms = weights.norm2(0).toDoubleVector();
    List<Unit> units =
        IntStream.range(0, norms.length)
            .boxed()
            .sorted(Comparator.comparing(unit -> norms[unit], Comparator.reverseOrder()))
            .limit(limit)
            .map(unit -> new Unit(unit, numbers(weights.getColumn(unit))))
            .toList();
    return new InputWeights(norms.length, units);
  }

  private static List<Float> numbers(INDArray column) {
    List<Float> numbers = new ArrayList<>();
    for (float number : column.toFloatVector()) {
      numbers.add(number);
    }
    return numbers;
  }
}
