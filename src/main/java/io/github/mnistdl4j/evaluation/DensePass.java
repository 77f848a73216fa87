package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.config.Activation;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** Computes {@code activation(x · W + b)}; the weights of an input are a row. */
final class DensePass {
  /** Weights of a band of inputs, which stay in the second-level cache while images pass. */
  private static final int BAND_WEIGHTS = 1 << 16;

  private final float[][] weights;
  private final float[] bias;
  private final Activation activation;
  private final float slope;

  private DensePass(float[][] weights, float[] bias, Activation activation, float slope) {
    this.weights = weights;
    this.bias = bias;
    this.activation = activation;
    this.slope = slope;
  }

  /** Copies the next layer: Deeplearning4j has the weights of a unit contiguous. */
  static DensePass of(FeedForwardLayer layer, FloatBuffer parameters, Activation activation) {
    float[][] weights = new float[(int) layer.getNIn()][(int) layer.getNOut()];
    float[] column = new float[weights.length];
    float[] bias = new float[(int) layer.getNOut()];
    for (int unit = 0; unit < bias.length; unit++) {
      parameters.get(column);
      for (int i = 0; i < column.length; i++) {
        weights[i][unit] = column[i];
      }
    }
    parameters.get(bias);
    return new DensePass(weights, bias, activation, slope(layer));
  }

  private static float slope(FeedForwardLayer layer) {
    return layer.getActivationFn() instanceof ActivationLReLU leaky ? (float) leaky.getAlpha() : 0;
  }

  /** Sets the sums to {@code x · W + b} for n inputs x; band by band of them. */
  void sums(float[][] inputs, int n, float[][] sums) {
    int units = bias.length;
    int width = Math.max(1, Math.min(weights.length, BAND_WEIGHTS / units));
    int[] index = new int[width + 1];
    float[] value = new float[width + 1];
    for (int row = 0; row < n; row++) {
      System.arraycopy(bias, 0, sums[row], 0, units);
    }
    for (int first = 0; first < weights.length; first += width) {
      int end = Math.min(weights.length, first + width);
      for (int row = 0; row < n; row++) {
        int count = RowSums.gather(inputs[row], first, end, index, value);
        RowSums.add(sums[row], weights, index, value, 0, count, units);
      }
    }
  }

  /** Adds n inputs times their weights to sums. */
  void addTo(float[] sums, int[] index, float[] inputs, int n) {
    RowSums.add(sums, weights, index, inputs, 0, n, sums.length);
  }

  void activate(float[] x) {
    switch (activation) {
      case SOFTMAX -> softmax(x);
      case RELU -> rectify(x);
      case IDENTITY -> {}
      default -> {
        for (int k = 0; k < x.length; k++) {
          x[k] = activate(x[k]);
        }
      }
    }
  }

  private static void rectify(float[] x) {
    for (int k = 0; k < x.length; k++) {
      x[k] = Math.max(0, x[k]);
    }
  }

  private float activate(float x) {
    return switch (activation) {
      case TANH -> (float) (1 - 2 / (Math.exp(2.0 * x) + 1)); // Math.tanh takes thrice as long
      case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
      case LEAKY_RELU -> x < 0 ? slope * x : x;
      case ELU -> x < 0 ? (float) Math.expm1(x) : x;
      case RELU, IDENTITY, SOFTMAX -> x;
    };
  }

  private static void softmax(float[] x) {
    double most = x[0];
    for (float each : x) {
      most = Math.max(most, each);
    }
    double[] powers = new double[x.length];
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      powers[k] = Math.exp(x[k] - most);
      sum += powers[k];
    }
    for (int k = 0; k < x.length; k++) {
      x[k] = (float) (powers[k] / sum);
    }
  }

  int inputs() {
    return weights.length;
  }

  int units() {
    return bias.length;
  }

  /** Returns the gradient with respect to the inputs, of one with respect to the sums. */
  float[] backward(float[] gradient) {
    float[] before = new float[weights.length];
    for (int i = 0; i < before.length; i++) {
      for (int unit = 0; unit < gradient.length; unit++) {
        before[i] += weights[i][unit] * gradient[unit];
      }
    }
    return before;
  }

  /** Multiplies a gradient by the activation's slope where it has these values. */
  void multiplyBySlope(float[] gradient, float[] activated) {
    float mean = 0;
    for (int k = 0; activation == Activation.SOFTMAX && k < gradient.length; k++) {
      mean += gradient[k] * activated[k];
    }
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = (gradient[k] - mean) * slopeAt(activated[k]);
    }
  }

  private float slopeAt(float activated) {
    return switch (activation) {
      case TANH -> 1 - activated * activated;
      case SIGMOID -> activated * (1 - activated);
      case SOFTMAX -> activated;
      case RELU -> activated > 0 ? 1 : 0;
      case LEAKY_RELU -> activated < 0 ? slope : 1;
      case ELU -> activated < 0 ? activated + 1 : 1;
      case IDENTITY -> 1;
    };
  }

  /** Returns each unit's weights, its largest magnitude being {@link Byte#MAX_VALUE}. */
  byte[] weightsByUnit() {
    byte[] bytes = new byte[bias.length * weights.length];
    for (int unit = 0; unit < bias.length; unit++) {
      float most = Float.MIN_NORMAL;
      for (float[] ofInput : weights) {
        most = Math.max(most, Math.abs(ofInput[unit]));
      }
      for (int i = 0; i < weights.length; i++) {
        int scaled = Math.round(weights[i][unit] / most * Byte.MAX_VALUE);
        bytes[unit * weights.length + i] = (byte) scaled;
      }
    }
    return bytes;
  }
}
