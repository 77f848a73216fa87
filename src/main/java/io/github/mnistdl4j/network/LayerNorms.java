package io.github.mnistdl4j.network;

/**
 * How large a layer's weights are, and the loss's gradient by them: Euclidean norms, {@code √Σx²},
 * without the biases.
 *
 * @param weights of the weights before a step's update, at least 0
 * @param gradient of the gradient of the batch's mean loss, without penalties, at least 0
 */
public record LayerNorms(double weights, double gradient) {
  /** Returns the sum of the squares of the first n numbers. */
  public static double squares(float[] x, int n) {
    double a = 0; // four sums, because each addition waits for the last one to the same sum
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += (double) x[i] * x[i];
      b += (double) x[i + 1] * x[i + 1];
      c += (double) x[i + 2] * x[i + 2];
      d += (double) x[i + 3] * x[i + 3];
    }
    for (; i < n; i++) {
      a += (double) x[i] * x[i];
    }
    return a + b + (c + d);
  }
}
