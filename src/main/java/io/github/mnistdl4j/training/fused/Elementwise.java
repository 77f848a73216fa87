package io.github.mnistdl4j.training.fused;

/**
 * An activation function of each element alone, on plain arrays: the loops are such that the
 * just-in-time compiler vectorises them where it has the instructions.
 */
enum Elementwise {
  /** {@code max(0, z)}. */
  RELU {
    @Override
    void activate(float[] z, int n, float slope) {
      for (int i = 0; i < n; i++) {
        z[i] = Math.max(0f, z[i]);
      }
    }

    @Override
    void differentiate(float[] a, float[] delta, int n, float slope) {
      for (int i = 0; i < n; i++) { // times 1 or 0: a branch would be guessed wrong half the time
        delta[i] *= Math.min(1f, a[i] * Float.MAX_VALUE);
      }
    }
  },

  /** Hyperbolic tangent; its derivative is {@code 1 − a²}. */
  TANH {
    @Override
    void activate(float[] z, int n, float slope) {
      for (int i = 0; i < n; i++) {
        z[i] = (float) Math.tanh(z[i]);
      }
    }

    @Override
    void differentiate(float[] a, float[] delta, int n, float slope) {
      for (int i = 0; i < n; i++) {
        delta[i] *= 1 - a[i] * a[i];
      }
    }
  },

  /** {@code 1 / (1 + e⁻ᶻ)}; its derivative is {@code a(1 − a)}. */
  SIGMOID {
    @Override
    void activate(float[] z, int n, float slope) {
      for (int i = 0; i < n; i++) {
        z[i] = (float) (1 / (1 + Math.exp(-z[i])));
      }
    }

    @Override
    void differentiate(float[] a, float[] delta, int n, float slope) {
      for (int i = 0; i < n; i++) {
        delta[i] *= a[i] * (1 - a[i]);
      }
    }
  },

  /** {@code z} itself. */
  IDENTITY {
    @Override
    void activate(float[] z, int n, float slope) {}

    @Override
    void differentiate(float[] a, float[] delta, int n, float slope) {}
  },

  /** {@code z}, or {@code slope · z} below zero. */
  LEAKY_RELU {
    @Override
    void activate(float[] z, int n, float slope) {
      for (int i = 0; i < n; i++) {
        z[i] = Math.max(z[i], slope * z[i]);
      }
    }

    @Override
    void differentiate(float[] a, float[] delta, int n, float slope) {
      for (int i = 0; i < n; i++) {
        delta[i] *= a[i] > 0 ? 1 : slope;
      }
    }
  },

  /** {@code z}, or {@code eᶻ − 1} below zero, where its derivative is {@code a + 1}. */
  ELU {
    @Override
    void activate(float[] z, int n, float slope) {
      for (int i = 0; i < n; i++) {
        z[i] = z[i] > 0 ? z[i] : (float) Math.expm1(z[i]);
      }
    }

    @Override
    void differentiate(float[] a, float[] delta, int n, float slope) {
      for (int i = 0; i < n; i++) {
        delta[i] *= a[i] > 0 ? 1 : a[i] + 1;
      }
    }
  };

  /**
   * Replaces the first n sums by their activations.
   *
   * @param slope of a leaky ReLU; others do not use it
   */
  abstract void activate(float[] z, int n, float slope);

  /**
   * Multiplies the gradient with the derivative.
   *
   * @param a activations
   * @param delta in: gradient with respect to the activations; out: with respect to the sums
   * @param slope of a leaky ReLU; others do not use it
   */
  abstract void differentiate(float[] a, float[] delta, int n, float slope);
}
