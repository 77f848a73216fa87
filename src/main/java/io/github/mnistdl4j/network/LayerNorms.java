package io.github.mnistdl4j.network;

/**
 * How large a layer's weights are, and the loss's gradient by them: Euclidean norms, {@code √Σx²},
 * without the biases.
 *
 * @param weights of the weights before a step's update, at least 0
 * @param gradient of the gradient of the batch's mean loss, without penalties, at least 0
 */
public record LayerNorms(double weights, double gradient) {
  /**
   * Returns the sum of the squares of the first n numbers. Few are summed up as float32, which is
   * exact enough to be looked at and takes a third of the time.
   *
   * @param n up to a few thousand
   */
  public static double squares(float[] x, int n) {
    float a = 0; // four sums, because each addition waits for the last one to the same sum
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += x[i] * x[i];
      b += x[i + 1] * x[i + 1];
      c += x[i + 2] * x[i + 2];
      d += x[i + 3] * x[i + 3];
    }
    for (; i < n; i++) {
      a += x[i] * x[i];
    }
    return (double) a + b + c + d;
  }
}
