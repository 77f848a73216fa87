package io.github.mnistdl4j.training.fused;

/**
 * Inverted dropout (Srivastava and others 2014): outputs are zeroed at random and the others scaled
 * by 1 / kept. Whether an output is dropped is a hash of the seed, the step, the layer and its
 * place, so neither threads nor an interruption change it, and the backward pass finds it again.
 */
final class DropoutMask {
  private DropoutMask() {}

  /**
   * Drops some outputs and scales the others.
   *
   * @param first index of the first one among the layer's outputs
   */
  static void drop(float[] a, int n, double kept, long stream, int first) {
    float scale = (float) (1 / kept);
    for (int i = 0; i < n; i++) {
      a[i] = keeps(stream, first + i, kept) ? a[i] * scale : 0;
    }
  }

  /** Zeroes the gradient of dropped outputs, and undoes the scaling of the activations. */
  static void undrop(float[] a, float[] delta, int n, double kept, long stream, int first) {
    float scale = (float) (1 / kept);
    for (int i = 0; i < n; i++) {
      delta[i] = keeps(stream, first + i, kept) ? delta[i] * scale : 0;
      a[i] = (float) (a[i] * kept);
    }
  }

  /** Returns what the draws of a layer in a step begin with. */
  static long stream(long seed, int iteration, int layer) {
    return mix(mix(seed) + ((long) iteration << 16) + layer);
  }

  private static boolean keeps(long stream, int place, double kept) {
    return (mix(stream + place) >>> 11) * 0x1.0p-53 < kept;
  }

  /** SplitMix64's output function (Steele, Lea, Flood 2014). */
  private static long mix(long x) {
    long z = x * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
