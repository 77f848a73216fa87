package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.network.LayerNorms;
import java.util.Arrays;

/**
 * The plane along which points differ most. By the sums that networks are evaluated with: they are
 * compiled by then, while a linear algebra library has to be loaded first, and keeps copies.
 *
 * @param x each point's place along the first principal component, around the mean
 * @param y along the second
 * @param first share of the variance along x, in [0, 1]
 * @param second share along y
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record PrincipalPlane(double[] x, double[] y, double first, double second) {
  /** More components than the two that are asked for: with them these are exact after few steps. */
  private static final int COMPONENTS = 8;

  /**
   * Steps of subspace iteration (Halko, Martinsson and Tropp 2011): an error shrinks by the ratio
   * of the ninth variance to the second in each.
   */
  private static final int STEPS = 5;

  /** Points that all steps but the last look at, which make it begin close to the end. */
  private static final int FEW = 500;

  /**
   * Projects points; the same ones give the same places.
   *
   * @param points {@code [n][d]}, at least one and d at least 2; the mean is taken from them
   */
  static PrincipalPlane of(float[][] points) {
    int d = points[0].length;
    float[][] basis = new float[Math.min(COMPONENTS, Math.min(d, points.length))][d];
    for (int k = 0; k < basis.length; k++) { // any start that is orthogonal to none of them
      for (int i = 0; i < d; i++) {
        basis[k][i] = (float) Math.cos((i + 1.0) * (k + 1));
      }
    }
    OrthonormalBasis.orthonormalize(basis);
    float[][] few = spread(points);
    for (int step = 1; step < STEPS; step++) {
      step(few, basis);
    }
    step(points, basis);
    return of(points, basis);
  }

  private static PrincipalPlane of(float[][] points, float[][] basis) {
    double variance = Math.max(Double.MIN_NORMAL, variance(points));
    float[][] seen = project(points, basis);
    double[][] products = products(seen);
    double[][] axes = Rotations.diagonalize(products);
    int x = largest(products, -1);
    int y = largest(products, x);
    return new PrincipalPlane(
        places(seen, basis, axes[x]),
        places(seen, basis, axes[y]),
        Math.min(1, Math.max(0, products[x][x] / variance)),
        Math.min(1, Math.max(0, products[y][y] / variance)));
  }

  /** Returns some of the points, evenly spread. */
  private static float[][] spread(float[][] points) {
    float[][] few = new float[Math.min(FEW, points.length)][];
    for (int i = 0; i < few.length; i++) {
      few[i] = points[(int) ((long) i * points.length / few.length)];
    }
    return few;
  }

  /** Returns the sum of the squares of all differences from the mean. */
  private static double variance(float[][] points) {
    float[] ones = new float[points.length];
    Arrays.fill(ones, 1);
    float[] sum = sum(points, ones);
    double squares = -LayerNorms.squares(sum, sum.length) / points.length;
    for (float[] point : points) {
      squares += LayerNorms.squares(point, point.length);
    }
    return squares;
  }

  /** Returns the sum of weighted points, {@code [d]}. */
  private static float[] sum(float[][] points, float[] weights) {
    int[] all = new int[points.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    float[] sum = new float[points[0].length];
    RowSums.add(sum, points, all, weights, 0, all.length, sum.length);
    return sum;
  }

  /** Multiplies a basis by the points' covariance, and makes it orthonormal again. */
  private static void step(float[][] points, float[][] basis) {
    float[][] seen = project(points, basis);
    for (int k = 0; k < basis.length; k++) {
      basis[k] = sum(points, seen[k]);
    }
    OrthonormalBasis.orthonormalize(basis);
  }

  /** Returns the points' places along the vectors of a basis, around their mean, {@code [k][n]}. */
  private static float[][] project(float[][] points, float[][] basis) {
    int d = points[0].length;
    float[][] directions = new float[d][basis.length];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < basis.length; k++) {
        directions[i][k] = basis[k][i];
      }
    }
    float[][] seen = new float[basis.length][points.length];
    int[] index = new int[d + 1];
    float[] value = new float[d + 1];
    for (int i = 0; i < points.length; i++) {
      float[] place = new float[basis.length];
      int count = RowSums.gather(points[i], 0, d, index, value);
      RowSums.add(place, directions, index, value, 0, count, place.length);
      for (int k = 0; k < place.length; k++) {
        seen[k][i] = place[k];
      }
    }
    for (float[] places : seen) {
      center(places);
    }
    return seen;
  }

  private static void center(float[] numbers) {
    double mean = 0;
    for (float number : numbers) {
      mean += number / numbers.length;
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] -= (float) mean;
    }
  }

  private static double[][] products(float[][] seen) {
    double[][] products = new double[seen.length][seen.length];
    for (int k = 0; k < seen.length; k++) {
      for (int m = 0; m <= k; m++) {
        products[k][m] = OrthonormalBasis.dot(seen[k], seen[m]);
        products[m][k] = products[k][m];
      }
    }
    return products;
  }

  /** Returns the place of the largest number on the diagonal but for one. */
  private static int largest(double[][] diagonal, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < diagonal.length; k++) {
      best = k != but && diagonal[k][k] > diagonal[best][best] ? k : best;
    }
    return best;
  }

  /** Returns places along an axis, which points where its largest weight is positive. */
  private static double[] places(float[][] seen, float[][] basis, double[] axis) {
    double largest = 0;
    for (int i = 0; i < basis[0].length; i++) {
      double weight = 0;
      for (int k = 0; k < axis.length; k++) {
        weight += axis[k] * basis[k][i];
      }
      largest = Math.abs(weight) > Math.abs(largest) ? weight : largest;
    }
    double[] places = new double[seen[0].length];
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < axis.length; k++) {
        places[i] += Math.signum(largest) * axis[k] * seen[k][i];
      }
    }
    return places;
  }
}
