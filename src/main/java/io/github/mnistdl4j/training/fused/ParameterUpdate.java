package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Ends a step: computes the loss's gradient by a layer's parameters from that by its sums and
 * updates them, block by block while the numbers are in cache. Threads share one, each with another
 * chunk.
 */
final class ParameterUpdate {
  private final UpdateRule rule;
  private final FloatBuffer parameters;
  private final FloatBuffer state;
  private final int parameterCount;

  // the current step
  private UpdateRule.UpdateStep step;
  private int rows;
  private int iteration;
  private int epoch;
  private boolean measured;

  /**
   * @param parameters flat, as Deeplearning4j lays them
   * @param state flat: the first numbers of all parameters, then the second
   */
  ParameterUpdate(UpdateRule rule, FloatBuffer parameters, FloatBuffer state, int parameterCount) {
    this.rule = rule;
    this.parameters = parameters;
    this.state = state;
    this.parameterCount = parameterCount;
    this.step = rule.steps().at(0, 0);
  }

  void begin(int rows, int iteration, int epoch) {
    this.rows = rows;
    this.iteration = iteration;
    this.epoch = epoch;
    this.step = rule.steps().at(iteration, epoch);
  }

  /** Sets whether this step sums up {@link NormSums}. */
  void measure(boolean wanted) {
    measured = wanted;
  }

  boolean isMeasured() {
    return measured;
  }

  /** Computes {@code Dᵀ·A} and the sum of D's rows for a chunk of units, and updates with them. */
  void update(LayerBuffers layer, int chunk, FloatPointer inputs, WorkerBuffers mine) {
    gradient(layer, chunk, layer.inputs, inputs, mine);
    int weights = layer.unitsOf(chunk) * layer.inputs;
    int start = layer.firstWeight(chunk);
    double penalty = 0;
    for (int from = 0; from < weights; from += WorkerBuffers.BLOCK) {
      int n = Math.min(WorkerBuffers.BLOCK, weights - from);
      mine.matrixBuffer.get(from, mine.g, 0, n);
      penalty += applyToWeights(layer, chunk, mine, start + from, n);
    }
    layer.penalty[chunk] = penalty;
    updateBiases(layer, chunk, mine);
  }

  /** Updates a chunk of the first layer, whose inputs may be packed, unit by unit. */
  void update(LayerBuffers layer, int chunk, ActiveInputs inputs, WorkerBuffers mine) {
    if (!inputs.isPacked()) {
      update(layer, chunk, inputs.packed, mine);
      return;
    }
    gradient(layer, chunk, inputs.count(), inputs.packed, mine);
    int start = layer.firstWeight(chunk);
    double penalty = 0;
    for (int unit = 0; unit < layer.unitsOf(chunk); unit++) {
      mine.matrixBuffer.get(unit * inputs.count(), mine.w, 0, inputs.count());
      inputs.unpack(mine.w, mine.g);
      penalty += applyToWeights(layer, chunk, mine, start + unit * layer.inputs, layer.inputs);
    }
    layer.penalty[chunk] = penalty;
    updateBiases(layer, chunk, mine);
  }

  private void gradient(
      LayerBuffers layer, int chunk, int width, FloatPointer inputs, WorkerBuffers mine) {
    int units = layer.unitsOf(chunk);
    FloatPointer delta = layer.deltaFrom[chunk];
    Gemm.gradient(units, width, rows, 1f / rows, delta, layer.units, inputs, mine.matrix);
  }

  /** Updates weights whose gradients are in g; returns their penalties. */
  private double applyToWeights(LayerBuffers layer, int chunk, WorkerBuffers mine, int at, int n) {
    read(at, n, mine);
    if (measured) {
      layer.norms.add(chunk, mine.w, mine.g, n);
    }
    double penalty = apply(layer.shape, mine.w, mine.g, mine.s, mine.r, n);
    write(at, n, mine);
    return penalty;
  }

  /** Updates some of a layer's weights by their gradients; returns their penalties before. */
  double apply(LayerShape layer, float[] w, float[] g, float[] s, float[] r, int n) {
    float l1 = layer.l1(iteration, epoch);
    float l2 = layer.l2(iteration, epoch);
    double penalty = l1 != 0 || l2 != 0 ? penalize(w, g, n, l1, l2) : 0;
    step.apply(w, g, s, r, n);
    return penalty;
  }

  /** Does the same for gradients that are all 0, which are in g. */
  double rest(LayerShape layer, float[] w, float[] g, float[] s, float[] r, int n) {
    if (!layer.penalties().isEmpty()) {
      return apply(layer, w, g, s, r, n);
    }
    step.rest(w, g, s, r, n);
    return 0;
  }

  private void updateBiases(LayerBuffers layer, int chunk, WorkerBuffers mine) {
    int count = layer.unitsOf(chunk);
    int first = chunk * layer.chunk;
    sumRows(layer, first, count, mine);
    updateBiases(layer.firstBias + first, count, mine);
  }

  /** Updates biases by gradients that are in g. */
  void updateBiases(int at, int n, WorkerBuffers mine) {
    read(at, n, mine);
    step.apply(mine.w, mine.g, mine.s, mine.r, n);
    write(at, n, mine);
  }

  int states() {
    return rule.states();
  }

  /** Copies parameters into w, and their state into s and r. */
  void read(int at, int n, WorkerBuffers mine) {
    parameters.get(at, mine.w, 0, n);
    if (rule.states() > 0) {
      state.get(at, mine.s, 0, n);
    }
    if (rule.states() > 1) {
      state.get(parameterCount + at, mine.r, 0, n);
    }
  }

  /** Copies them back. */
  void write(int at, int n, WorkerBuffers mine) {
    parameters.put(at, mine.w, 0, n);
    if (rule.states() > 0) {
      state.put(at, mine.s, 0, n);
    }
    if (rule.states() > 1) {
      state.put(parameterCount + at, mine.r, 0, n);
    }
  }

  /** Computes the mean gradient by each bias, into g. */
  private void sumRows(LayerBuffers layer, int first, int count, WorkerBuffers mine) {
    Arrays.fill(mine.g, 0, count, 0);
    float scale = 1f / rows;
    for (int row = 0; row < rows; row++) {
      layer.deltaBuffer.get(row * layer.units + first, mine.w, 0, count);
      for (int i = 0; i < count; i++) {
        mine.g[i] += scale * mine.w[i];
      }
    }
  }

  /** Adds the penalties' gradient; returns the penalties: λ₁·Σ|w| + λ₂/2·Σw². */
  private static double penalize(float[] w, float[] g, int n, float l1, float l2) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += l1 * Math.abs(w[i]) + 0.5f * l2 * w[i] * w[i];
      g[i] += l1 * Math.signum(w[i]) + l2 * w[i];
    }
    return sum;
  }
}
