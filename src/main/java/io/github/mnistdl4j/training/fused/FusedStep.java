package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.training.fused.Team.Phase;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of training a stack of dense layers: forward, loss, backward, update, in place on the
 * network's flat buffers.
 *
 * <p>For layer l with inputs A, weights W, biases b (Goodfellow, Bengio, Courville, "Deep
 * Learning", section 6.5):
 *
 * <pre>
 * forward    Z = A·Wᵀ + b       A' = f(Z)
 * backward   D = ∂loss/∂Z       D_below = (D·W) ∘ f'(A)
 * update     ∂loss/∂W = Dᵀ·A    ∂loss/∂b = the sum of D's rows
 * </pre>
 *
 * <p>A phase's parts are chunks of a layer's units, or of the batch's rows in the last layer, and
 * fixed, so the bits of the result do not depend on the number of threads. A layer's weights are
 * updated once nobody needs the old ones: together with the backward pass of the layer below. The
 * gradient with respect to the first layer's inputs is never computed.
 */
final class FusedStep {
  private static final int ROWS = LayerBuffers.ROWS;

  private final Team team;
  private final FusedPlan plan;
  private final int capacity;
  private final LayerBuffers[] layers;
  private final List<Phase> phases = new ArrayList<>();
  private final Scratch[] scratch;
  private final OutputLoss[] outputs;
  private final FloatBuffer parameters;
  private final ParameterUpdate update;
  private final double[] rowLoss;
  private final boolean[] rowCorrect;

  // the batch at hand: features [rows, inputs], also from each part's first row on, and one-hot
  // truth [rows, classes]
  private int rows;
  private FloatPointer features = new FloatPointer();
  private final FloatPointer[] featureRows;
  private FloatBuffer truth = FloatBuffer.allocate(0);
  private int iteration;

  /**
   * A step for batches of up to so many rows.
   *
   * @param parameters the network's parameters, flat
   * @param state the optimizer's state, flat: the first numbers of all parameters, then the second
   */
  FusedStep(FusedPlan plan, Team team, FloatPointer parameters, FloatPointer state, int capacity) {
    this.plan = plan;
    this.team = team;
    this.capacity = capacity;
    this.parameters = parameters.asBuffer();
    this.layers = new LayerBuffers[plan.layers().size()];
    int from = 0;
    int widest = 0;
    for (int l = 0; l < layers.length; l++) {
      LayerShape shape = plan.layers().get(l);
      layers[l] = new LayerBuffers(shape, parameters, from, capacity);
      from += Math.toIntExact(shape.parameters());
      widest = Math.max(widest, shape.inputs());
    }
    this.update = new ParameterUpdate(plan.rule(), this.parameters, state.asBuffer(), from);
    this.scratch = new Scratch[team.threads()];
    this.outputs = new OutputLoss[team.threads()];
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = new Scratch(widest);
      outputs[i] = new OutputLoss(plan);
    }
    this.rowLoss = new double[capacity];
    this.rowCorrect = new boolean[capacity];
    this.featureRows = new FloatPointer[(capacity + ROWS - 1) / ROWS];
    addPhases();
  }

  /** Rows that a batch may have. */
  int capacity() {
    return capacity;
  }

  private void addPhases() {
    int last = layers.length - 1;
    for (int l = 0; l < last; l++) {
      LayerBuffers layer = layers[l];
      int index = l;
      phases.add(new Phase(layer.chunks, (chunk, worker) -> forward(index, chunk, worker)));
    }
    phases.add(new Phase(featureRows.length, this::output));
    for (int l = last; l > 0; l--) {
      addPhase(l == last ? 0 : layers[l + 1].chunks, l + 1, layers[l - 1].chunks, l);
    }
    int above = last > 0 ? layers[1].chunks : 0;
    phases.add(
        new Phase(
            above + layers[0].chunks,
            (part, worker) -> {
              if (part < layers[0].chunks) {
                update(0, part, worker);
              } else {
                update(1, part - layers[0].chunks, worker);
              }
            }));
  }

  /** The backward pass through a layer, and the update of the one above, which is free for it. */
  private void addPhase(int updates, int updated, int chunks, int through) {
    phases.add(
        new Phase(
            updates + chunks,
            (part, worker) -> {
              if (part < chunks) {
                backward(through, part, worker);
              } else {
                update(updated, part - chunks, worker);
              }
            }));
  }

  /**
   * Trains on a batch.
   *
   * @param x features, {@code [rows, inputs]}, row by row without gaps
   * @param t one-hot truth, {@code [rows, classes]}, likewise
   * @return the mean loss before the update, penalties included
   */
  double fit(INDArray x, INDArray t, int iteration, int epoch) {
    bind(x, t);
    this.iteration = iteration;
    update.begin(rows, iteration, epoch);
    for (int i = 0; i < phases.size(); i++) {
      team.run(phases.get(i));
    }
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      loss += rowLoss[row];
    }
    double penalty = 0;
    for (LayerBuffers layer : layers) {
      for (double share : layer.penalty) {
        penalty += share;
      }
    }
    return loss / rows + penalty;
  }

  /** Right answers among the last batch, before its update. */
  int correct() {
    int correct = 0;
    for (int row = 0; row < rows; row++) {
      correct += rowCorrect[row] ? 1 : 0;
    }
    return correct;
  }

  private void bind(INDArray x, INDArray t) {
    rows = (int) x.size(0);
    FloatPointer start = start(x);
    if (start.address() != features.address() || start.position() != features.position()) {
      features = start;
      for (int i = 0; i < featureRows.length; i++) {
        featureRows[i] = LayerBuffers.view(start, (long) i * ROWS * layers[0].inputs);
      }
    }
    truth = start(t).asBuffer();
  }

  private static FloatPointer start(INDArray array) {
    FloatPointer data = (FloatPointer) array.data().pointer();
    return array.offset() == 0 ? data : LayerBuffers.view(data, array.offset());
  }

  private FloatPointer inputs(int layer) {
    return layer == 0 ? features : layers[layer - 1].outputs;
  }

  /** {@code Z = A·Wᵀ + b; A' = f(Z)} for a chunk of a hidden layer's units. */
  private void forward(int index, int chunk, int worker) {
    LayerBuffers layer = layers[index];
    int count = layer.unitsOf(chunk);
    int first = chunk * LayerBuffers.CHUNK;
    Gemm.forward(
        rows,
        count,
        layer.inputs,
        inputs(index),
        layer.weights[chunk],
        layer.outputsFrom[chunk],
        layer.units);
    Elementwise activation = layer.shape.activation().orElseThrow();
    float[] bias = scratch[worker].g;
    float[] z = scratch[worker].w;
    parameters.get(layer.firstBias + first, bias, 0, count);
    for (int row = 0; row < rows; row++) {
      int at = row * layer.units + first;
      layer.outputsBuffer.get(at, z, 0, count);
      for (int i = 0; i < count; i++) {
        z[i] += bias[i];
      }
      activation.activate(z, count);
      if (layer.shape.kept() < 1) {
        Dropout.drop(z, count, layer.shape.kept(), plan.seed(), iteration, index, at);
      }
      layer.outputsBuffer.put(at, z, 0, count);
    }
  }

  /** The last layer for some rows of the batch: activations, loss, and its gradient by the sums. */
  private void output(int part, int worker) {
    int first = part * ROWS;
    int count = Math.min(ROWS, rows - first);
    if (count <= 0) {
      return;
    }
    LayerBuffers layer = layers[layers.length - 1];
    FloatPointer in =
        layers.length == 1 ? featureRows[part] : layers[layers.length - 2].rowsFrom[part];
    Gemm.forward(
        count, layer.units, layer.inputs, in, layer.allWeights, layer.rowsFrom[part], layer.units);
    OutputLoss loss = outputs[worker];
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

  /** {@code D_below = (D·W) ∘ f'(A)} for a chunk of the inputs of a layer. */
  private void backward(int index, int chunk, int worker) {
    LayerBuffers layer = layers[index];
    LayerBuffers below = layers[index - 1];
    int count = below.unitsOf(chunk);
    int first = chunk * LayerBuffers.CHUNK;
    Gemm.backward(
        rows,
        count,
        layer.units,
        layer.delta,
        layer.weightsTo[chunk],
        below.deltaFrom[chunk],
        below.units);
    Elementwise activation = below.shape.activation().orElseThrow();
    float[] a = scratch[worker].w;
    float[] delta = scratch[worker].g;
    for (int row = 0; row < rows; row++) {
      int at = row * below.units + first;
      below.outputsBuffer.get(at, a, 0, count);
      below.deltaBuffer.get(at, delta, 0, count);
      if (below.shape.kept() < 1) {
        Dropout.undrop(a, delta, count, below.shape.kept(), plan.seed(), iteration, index - 1, at);
      }
      activation.differentiate(a, delta, count);
      below.deltaBuffer.put(at, delta, 0, count);
    }
  }

  private void update(int index, int chunk, int worker) {
    update.update(layers[index], chunk, inputs(index), scratch[worker]);
  }
}
