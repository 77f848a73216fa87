package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Passes a batch forward and backward, one part of a layer at a time. Threads share one. */
final class LayerPass {
  private static final int ROWS = LayerBuffers.ROWS;

  private final FusedPlan plan;
  private final LayerBuffers[] layers;
  private final ActiveInputs features;
  private final FloatBuffer parameters;
  private final double[] rowLoss;
  private final boolean[] rowCorrect;

  // the current batch
  private FloatBuffer truth = FloatBuffer.allocate(0);
  private int rows;
  private int iteration;

  LayerPass(
      FusedPlan plan,
      LayerBuffers[] layers,
      ActiveInputs features,
      FloatBuffer parameters,
      int capacity) {
    this.plan = plan;
    this.layers = layers;
    this.features = features;
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
    int count = layer.unitsOf(chunk);
    int first = chunk * layer.chunk;
    int inputs = index == 0 ? features.count() : layer.inputs;
    FloatPointer in = index == 0 ? features.packed : layers[index - 1].outputs;
    FloatPointer w = weights(index, chunk, mine);
    Gemm.forward(rows, count, inputs, in, w, layer.outputsFrom[chunk], layer.units);
    Elementwise activation = layer.shape.activation().orElseThrow();
    long dropout = DropoutMask.stream(plan.seed(), iteration, index);
    float[] bias = mine.g;
    float[] z = mine.w;
    parameters.get(layer.firstBias + first, bias, 0, count);
    for (int row = 0; row < rows; row++) {
      int at = row * layer.units + first;
      layer.outputsBuffer.get(at, z, 0, count);
      for (int i = 0; i < count; i++) {
        z[i] += bias[i];
      }
      activation.activate(z, count);
      if (layer.shape.kept() < 1) {
        DropoutMask.drop(z, count, layer.shape.kept(), dropout, at);
      }
      layer.outputsBuffer.put(at, z, 0, count);
    }
  }

  /** Returns a chunk's weights; in the first layer, those of the active inputs. */
  private FloatPointer weights(int index, int chunk, WorkerBuffers mine) {
    LayerBuffers layer = layers[index];
    if (index > 0 || !features.isPacked()) {
      return layer.weights[chunk];
    }
    int start = layer.firstWeight(chunk);
    for (int unit = 0; unit < layer.unitsOf(chunk); unit++) {
      parameters.get(start + unit * layer.inputs, mine.w, 0, layer.inputs);
      float[] packed = features.pack(mine.w, mine.g);
      mine.matrixBuffer.put(unit * features.count(), packed, 0, features.count());
    }
    return mine.matrix;
  }

  /** Computes the last layer for some rows: activations, loss and its gradient by the sums. */
  void output(int part, OutputLoss loss) {
    int first = part * ROWS;
    int count = Math.min(ROWS, rows - first);
    if (count <= 0) {
      return;
    }
    int last = layers.length - 1;
    LayerBuffers layer = layers[last];
    FloatPointer in = last == 0 ? features.packedFrom[part] : layers[last - 1].rowsFrom[part];
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
  void backward(int index, int chunk, WorkerBuffers mine) {
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
      activation.differentiate(a, delta, count);
      below.deltaBuffer.put(at, delta, 0, count);
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
