package io.github.mnistdl4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far a layer's weights are from those of the same layer of another network of the same shape.
 *
 * @param layer its number, from 1
 * @param shape inputs and units
 * @param relative Euclidean norm of the difference, as a share of the first network's norm
 * @param cosine of the angle between them, in [-1, 1]: 1 if they differ by a factor at most, near 0
 *     if they have nothing in common
 */
public record WeightDistance(int layer, List<Long> shape, double relative, double cosine) {
  public WeightDistance {
    shape = List.copyOf(shape);
  }

  /** Returns the distance of each layer; none if the networks' shapes differ. */
  public static List<WeightDistance> between(MultiLayerNetwork one, MultiLayerNetwork other) {
    List<WeightDistance> distances = new ArrayList<>();
    if (one.getnLayers() != other.getnLayers()) {
      return distances;
    }
    for (int i = 0; i < one.getnLayers(); i++) {
      INDArray first = one.getLayer(i).getParam("W");
      INDArray second = other.getLayer(i).getParam("W");
      if (!Arrays.equals(first.shape(), second.shape())) {
        return List.of();
      }
      distances.add(of(i + 1, first, second));
    }
    return distances;
  }

  private static WeightDistance of(int layer, INDArray first, INDArray second) {
    double norm = first.norm2Number().doubleValue();
    double product = norm * second.norm2Number().doubleValue();
    float[] a = first.dup('c').data().asFloat();
    float[] b = second.dup('c').data().asFloat();
    double squares = 0;
    double inner = 0;
    for (int i = 0; i < a.length; i++) {
      squares += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      inner += (double) a[i] * b[i];
    }
    return new WeightDistance(
        layer,
        Arrays.stream(first.shape()).boxed().toList(),
        norm > 0 ? Math.sqrt(squares) / norm : 0,
        product > 0 ? Math.max(-1, Math.min(1, inner / product)) : 1);
  }
}
