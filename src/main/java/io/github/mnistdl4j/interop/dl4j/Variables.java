package io.github.mnistdl4j.interop.dl4j;

import java.util.Arrays;

/** Picks a layer's variables from Deeplearning4j's one row of parameters. */
final class Variables {
  private Variables() {}

  /** Returns a kernel {@code [inputs, units]}, row by row; the row has it unit by unit. */
  static float[] kernel(float[] row, int offset, PlannedDense layer) {
    float[] kernel = new float[layer.inputs() * layer.units()];
    int at = offset;
    for (int unit = 0; unit < layer.units(); unit++) {
      for (int input = 0; input < layer.inputs(); input++) {
        kernel[input * layer.units() + unit] = row[at++];
      }
    }
    return kernel;
  }

  /** Returns the biases {@code [units]}; zeros if the layer has none. */
  static float[] bias(float[] row, int offset, PlannedDense layer) {
    return layer.hasBias()
        ? Arrays.copyOfRange(row, offset, offset + layer.units())
        : new float[layer.units()];
  }
}
