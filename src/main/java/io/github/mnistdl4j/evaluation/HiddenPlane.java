package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.Digits;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The last hidden layer's view of images in two dimensions: the two principal components of its
 * units' outputs, those along which images differ most (Pearson 1901).
 *
 * @param units of the layer
 * @param places one per image
 * @param first share of the outputs' variance along the horizontal axis, in [0, 1]
 * @param second share along the vertical axis, at most {@code first}
 */
public record HiddenPlane(int units, List<Place> places, double first, double second) {
  /** More components than the two that are asked for: with them these are exact after few steps. */
  private static final int COMPONENTS = 8;

  /**
   * Steps of subspace iteration (Halko, Martinsson and Tropp 2011): an error shrinks by the ratio
   * of the ninth variance to the second in each.
   */
  private static final int STEPS = 8;

  /**
   * Where an image is.
   *
   * @param label the class that it shows
   */
  public record Place(int label, double x, double y) {}

  public HiddenPlane {
    places = List.copyOf(places);
  }

  /**
   * Projects images; empty if the network has no hidden layer of two units or more, or there are
   * fewer than two images. The same network and images give the same places.
   */
  public static Optional<HiddenPlane> of(ForwardPass network, Digits digits) {
    float[][][] hidden = network.hidden(digits);
    if (hidden.length == 0 || digits.size() < 2 || hidden[hidden.length - 1][0].length < 2) {
      return Optional.empty();
    }
    INDArray outputs = Nd4j.create(hidden[hidden.length - 1]); // [n, units]
    outputs.subiRowVector(outputs.mean(0));
    return Optional.of(of(outputs, digits));
  }

  private static HiddenPlane of(INDArray centered, Digits digits) {
    double variance = Math.max(Double.MIN_NORMAL, centered.norm2Number().doubleValue());
    INDArray basis = basis(centered);
    INDArray seen = centered.mmul(basis);
    INDArray axes = Nd4j.gemm(seen, seen, true, false);
    double[] variances = Eigen.symmetricGeneralizedEigenvalues(axes, true).toDoubleVector();
    int last = variances.length - 1; // ascending
    double[] x = column(seen, basis, axes, last);
    double[] y = column(seen, basis, axes, last - 1);
    return new HiddenPlane(
        centered.columns(),
        IntStream.range(0, x.length).mapToObj(i -> new Place(digits.label(i), x[i], y[i])).toList(),
        share(variances[last], variance),
        share(variances[last - 1], variance));
  }

  /** Returns a share of the variance, of which the norm is the root. */
  private static double share(double variance, double norm) {
    return Math.min(1, Math.max(0, variance / norm / norm));
  }

  /** Returns orthonormal vectors {@code [units, k]} that span the largest components. */
  private static INDArray basis(INDArray centered) {
    int units = centered.columns();
    int count = Math.min(COMPONENTS, Math.min(units, centered.rows()));
    INDArray basis = Nd4j.create(new int[] {units, count}, 'f');
    for (int i = 0; i < units; i++) { // any start that is orthogonal to none of them
      for (int k = 0; k < count; k++) {
        basis.putScalar(i, k, Math.cos((i + 1.0) * (k + 1)));
      }
    }
    for (int step = 0; step < STEPS; step++) {
      basis = Nd4j.gemm(centered, centered.mmul(basis), true, false).dup('f');
      basis.divi(Math.max(Float.MIN_NORMAL, basis.amaxNumber().doubleValue()));
      Nd4j.getBlasWrapper().lapack().geqrf(basis, Nd4j.create(new int[] {count, count}, 'f'));
    }
    return basis;
  }

  /** Returns places along an axis, which points where its largest weight is positive. */
  private static double[] column(INDArray seen, INDArray basis, INDArray axes, int axis) {
    INDArray direction = axes.getColumn(axis).dup().reshape(axes.rows(), 1);
    double[] weights = basis.mmul(direction).toDoubleVector();
    double largest = 0;
    for (double weight : weights) {
      largest = Math.abs(weight) > Math.abs(largest) ? weight : largest;
    }
    return seen.mmul(direction).mul(largest < 0 ? -1 : 1).toDoubleVector();
  }
}
