package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.LayerActivation;
import java.util.List;
import java.util.Optional;

/**
 * What a Gemm or a MatMul computes, with what follows it.
 *
 * @param node where it stands
 * @param kernel {@code [inputs, units]}, row by row
 * @param bias {@code [units]}; empty if it has none
 * @param activatedBy the node that is its activation; empty: none yet
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LinearLayer(
    GraphNode node,
    int inputs,
    int units,
    float[] kernel,
    Optional<float[]> bias,
    LayerActivation activation,
    Optional<GraphNode> activatedBy) {

  /**
   * Reads a MatMul with a kernel of the file, or a Gemm: α · x · kernel + β · bias.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException if its weights are not in the file,
   *     or of another form
   */
  static LinearLayer of(GraphNode node, Constants constants) {
    boolean gemm = node.operator().equals("Gemm");
    node.requireOnly(gemm ? new String[] {"alpha", "beta", "transA", "transB"} : new String[] {});
    if (node.integer("transA", 0) != 0) {
      throw node.refused("turns its inputs (transA); images by row can be taken");
    }
    ConstantTensor weights = constants.of(node, 1);
    List<Long> shape = weights.shape();
    if (shape.size() != 2 || shape.contains(0L)) {
      throw node.refused("has a kernel of %s".formatted(weights.shapeInWords()));
    }
    boolean turned = node.integer("transB", 0) != 0;
    int inputs = shape.get(turned ? 1 : 0).intValue();
    int units = shape.get(turned ? 0 : 1).intValue();
    float[] kernel = scaled(weights.floats(), node.fraction("alpha", 1));
    LinearLayer layer =
        new LinearLayer(
            node,
            inputs,
            units,
            turned ? turned(kernel, units, inputs) : kernel,
            Optional.empty(),
            LayerActivation.LINEAR,
            Optional.empty());
    return gemm && node.input(2).isPresent()
        ? layer.plus(node, constants.of(node, 2), node.fraction("beta", 1))
        : layer;
  }

  private static float[] scaled(float[] numbers, double factor) {
    if (factor != 1) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (numbers[i] * factor);
      }
    }
    return numbers;
  }

  private static float[] turned(float[] matrix, int rows, int columns) {
    float[] turned = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = matrix[row * columns + column];
      }
    }
    return turned;
  }

  /**
   * Returns the layer with more of a bias.
   *
   * @param adding the node that adds it
   * @param more one number for each unit, or for all
   */
  LinearLayer plus(GraphNode adding, ConstantTensor more, double factor) {
    List<Long> shape = more.shape();
    boolean row = shape.stream().limit(Math.max(0, shape.size() - 1)).allMatch(side -> side == 1);
    long last = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
    if (!row || shape.size() > 2 || (last != 1 && last != units)) {
      throw adding.refused(
          "adds a bias of %s; %d numbers were expected".formatted(more.shapeInWords(), units));
    }
    float[] numbers = scaled(more.floats(), factor);
    float[] sums = bias.map(float[]::clone).orElseGet(() -> new float[units]);
    for (int unit = 0; unit < units; unit++) {
      sums[unit] += numbers[last == 1 ? 0 : unit];
    }
    return new LinearLayer(node, inputs, units, kernel, Optional.of(sums), activation, activatedBy);
  }

  /** Returns the layer with what acts on its outputs. */
  LinearLayer with(LayerActivation other, Optional<GraphNode> by) {
    return new LinearLayer(node, inputs, units, kernel, bias, other, by);
  }

  /** Returns the layer in no file's words. */
  DenseWeights dense() {
    DenseWeights layer =
        new DenseWeights(
            inputs,
            units,
            kernel,
            bias.orElseGet(() -> new float[units]),
            activation.function(),
            activation.slope(),
            0,
            0,
            0);
    if (!layer.isFinite()) {
      throw node.refused("has weights that its alpha or beta makes infinite");
    }
    return layer;
  }
}
