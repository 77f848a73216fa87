package io.github.mnistdl4j.interop.dense;

import io.github.mnistdl4j.config.Activation;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A dense layer, {@code activation(x · kernel + bias)}. The arrays are shared: do not write into
 * them.
 *
 * @param inputs number of inputs
 * @param units number of outputs
 * @param kernel {@code [inputs, units]}, row by row
 * @param bias {@code [units]}
 * @param slope of a leaky ReLU below zero
 * @param dropout fraction of the outputs that training sets to zero
 * @param l1 penalty λ: λ · Σ|w| is added to the loss
 * @param l2 penalty λ: λ · Σw² is added to the loss
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DenseWeights(
    int inputs,
    int units,
    float[] kernel,
    float[] bias,
    Activation activation,
    double slope,
    double dropout,
    double l1,
    double l2) {

  /**
   * @throws IllegalArgumentException if an array has another size
   */
  public DenseWeights {
    if (kernel.length != (long) inputs * units || bias.length != units) {
      throw new IllegalArgumentException(
          "%d weights and %d biases for %d inputs and %d units"
              .formatted(kernel.length, bias.length, inputs, units));
    }
  }

  /** Makes a layer with the usual slope. */
  public DenseWeights(
      int inputs,
      int units,
      float[] kernel,
      float[] bias,
      Activation activation,
      double dropout,
      double l1,
      double l2) {
    this(inputs, units, kernel, bias, activation, Activation.LEAKY_RELU_SLOPE, dropout, l1, l2);
  }

  /** Returns the layer with other weights of the same sizes. */
  public DenseWeights with(float[] otherKernel, float[] otherBias) {
    return new DenseWeights(
        inputs, units, otherKernel, otherBias, activation, slope, dropout, l1, l2);
  }

  /** Returns whether all its numbers are. */
  public boolean isFinite() {
    return Stream.of(kernel, bias)
        .allMatch(
            array -> IntStream.range(0, array.length).allMatch(i -> Float.isFinite(array[i])));
  }

  /** Returns the layer that computes the same from pixels as this one from their scaled values. */
  DenseWeights behind(PixelScale scale) {
    double[] factors = new double[inputs];
    double[] offsets = new double[inputs];
    Arrays.fill(factors, scale.factor());
    Arrays.fill(offsets, scale.offset());
    return behind(factors, offsets);
  }

  /**
   * Returns the layer that computes the same from {@code x} as this one from {@code factors · x +
   * offsets}, one of each per input.
   */
  public DenseWeights behind(double[] factors, double[] offsets) {
    double[] sums = new double[units];
    float[] scaled = new float[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      sums[i % units] += kernel[i] * offsets[i / units];
      scaled[i] = (float) (kernel[i] * factors[i / units]);
    }
    float[] moved = new float[units];
    for (int unit = 0; unit < units; unit++) {
      moved[unit] = (float) (bias[unit] + sums[unit]);
    }
    return with(scaled, moved);
  }

  /**
   * Returns the layer whose activation gets {@code factors · y + offsets}, one of each per unit,
   * where this one's gets {@code y}.
   */
  public DenseWeights followedBy(double[] factors, double[] offsets) {
    float[] scaled = new float[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      scaled[i] = (float) (kernel[i] * factors[i % units]);
    }
    float[] moved = new float[units];
    for (int unit = 0; unit < units; unit++) {
      moved[unit] = (float) (bias[unit] * factors[unit] + offsets[unit]);
    }
    return with(scaled, moved);
  }
}
