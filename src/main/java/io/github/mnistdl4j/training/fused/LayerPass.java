package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Passes a batch forward and backward, one part of a layer at a time. Threads share one. */
final class LayerPass {
  private static final int ROWS = LayerBuffers.ROWS;

  private final FusedPlan plan;
  private final LayerBuffers[] layers;
  private final FloatBuffer parameters;
  private final double[] rowLoss;
  private final boolean[] rowCorrect;

  // the current batch
  private FloatBuffer truth = FloatBuffer.allocate(0);
  private int rows;
  private int iteration;

  LayerPass(FusedPlan plan, LayerBuffers[] layers, FloatBuffer parameters, int capacity) {
    this.plan = plan;
    this.layers = layers;
    this.parameters = parameters;
    this.rowLoss = new double[capacity];
    this.rowCorrect = new boolean[capacity];
  }

  /** Sets the batch; the truth is one-hot, {@code [rows, classes]}. */
  void begin(FloatBuffer truth, int rows, int iteration) {
    this.truth = truth;
    this.rows = rows;
    this.iteration = iteration;
  }

  /** Computes {@code Z = A·Wᵀ + b; A' = f(Z)} for a chunk of a hidden layer's units. */
  void forward(int index, int chunk, WorkerBuffers mine) {
    LayerBuffers layer = layers[index];
    FloatPointer in = layers[index - 1].outputs;
    forward(index, chunk, layer.inputs, in, layer.weights[chunk], mine);
  }

  /**
   * The same with other inputs and weights than the layer's own.
   *
   * @param in {@code [rows, inputs]}
   * @param w {@code [units, inputs]}
   */
  void forward(
      int index, int chunk, int inputs, FloatPointer in, FloatPointer w, WorkerBuffers mine) {
    LayerBuffers layer = layers[index];
    int count = layer.unitsOf(chunk);
    int firstUnit = chunk * layer.chunk;
    Gemm.forward(rows, count, inputs, in, w, layer.outputsFrom[chunk], layer.units);
    float[] bias = mine.g;
    float[] z = mine.w;
    parameters.get(layer.firstBias + firstUnit, bias, 0, count);
    for (int row = 0; row < rows; row++) {
      layer.outputsBuffer.get(row * layer.units + firstUnit, z, 0, count);
      for (int i = 0; i < count; i++) {
        z[i] += bias[i];
      }
      activate(index, row, firstUnit, z, count);
    }
  }

  /** Copies a layer's biases. */
  void bias(int index, float[] target) {
    parameters.get(layers[index].firstBias, target, 0, layers[index].units);
  }

  /** Computes the outputs of some units for a row from their sums, which it overwrites. */
  void activate(int index, int row, int firstUnit, float[] z, int count) {
    LayerBuffers layer = layers[index];
    int at = row * layer.units + firstUnit;
    layer.shape.activation().orElseThrow().activate(z, count, layer.shape.slope());
    if (layer.shape.kept() < 1) {
      long dropout = DropoutMask.stream(plan.seed(), iteration, index);
      DropoutMask.drop(z, count, layer.shape.kept(), dropout, at);
    }
    layer.outputsBuffer.put(at, z, 0, count);
  }

  /**
   * Computes the last layer for some rows: activations, loss and its gradient by the sums.
   *
   * @param in the part's inputs, {@code [rows, inputs]}
   */
  void output(int part, FloatPointer in, OutputLoss loss) {
    int first = part * ROWS;
    int count = Math.min(ROWS, rows - first);
    if (count <= 0) {
      return;
    }
    int last = layers.length - 1;
    LayerBuffers layer = layers[last];
    Gemm.forward(
        count, layer.units, layer.inputs, in, layer.allWeights, layer.rowsFrom[part], layer.units);
    parameters.get(layer.firstBias, loss.bias, 0, layer.units);
    for (int row = first; row < first + count; row++) {
      int at = row * layer.units;
      layer.outputsBuffer.get(at, loss.outputs, 0, layer.units);
      truth.get(at, loss.truth, 0, layer.units);
      rowLoss[row] = loss.compute();
      rowCorrect[row] = loss.isCorrect();
      layer.deltaBuffer.put(at, loss.delta, 0, layer.units);
    }
  }

  /** Computes {@code D_below = (D·W) ∘ f'(A)} for a chunk of a layer's inputs. */
  void backward(int index, int chunk, InputLayer input, WorkerBuffers mine) {
    LayerBuffers layer = layers[index];
    LayerBuffers below = layers[index - 1];
    int count = below.unitsOf(chunk);
    int first = chunk * below.chunk;
    FloatPointer w = layer.weightsTo[chunk];
    Gemm.backward(rows, count, layer.units, layer.delta, w, below.deltaFrom[chunk], below.units);
    Elementwise activation = below.shape.activation().orElseThrow();
    long dropout = DropoutMask.stream(plan.seed(), iteration, index - 1);
    float[] a = mine.w;
    float[] delta = mine.g;
    for (int row = 0; row < rows; row++) {
      int at = row * below.units + first;
      below.outputsBuffer.get(at, a, 0, count);
      below.deltaBuffer.get(at, delta, 0, count);
      if (below.shape.kept() < 1) {
        DropoutMask.undrop(a, delta, count, below.shape.kept(), dropout, at);
      }
      activation.differentiate(a, delta, count, below.shape.slope());
      if (index == 1) {
        input.delta(row, first, delta, count);
      } else {
        below.deltaBuffer.put(at, delta, 0, count);
      }
    }
  }

  /** Returns the sum of the images' losses, without penalties. */
  double loss() {
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      loss += rowLoss[row];
    }
    return loss;
  }

  int correct() {
    int correct = 0;
    for (int row = 0; row < rows; row++) {
      correct += rowCorrect[row] ? 1 : 0;
    }
    return correct;
  }
}
