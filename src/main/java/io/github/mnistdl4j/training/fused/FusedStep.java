package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.fused.WorkerTeam.Phase;
import io.github.mnistdl4j.training.fused.WorkerTeam.WorkItems;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
 * <p>A phase's parts are chunks of a layer's units, or of the batch's rows, and fixed, so the bits
 * of the result do not depend on the number of threads. A layer's weights are updated once the old
 * ones are no longer needed: together with the backward pass of the layer below. The gradient with
 * respect to the first layer's inputs is never computed.
 */
final class FusedStep {
  private final WorkerTeam team;
  private final int capacity;
  private final LayerBuffers[] layers;
  private final InputLayer input;

  /** The last layer's inputs from each part's first row on. */
  private final FloatPointer[] lastInputs;

  private final LayerPass pass;
  private final ParameterUpdate update;
  private final WorkerBuffers[] scratch;
  private final Phase scan;
  private final List<Phase> phases;

  /**
   * @param parameters the network's parameters, flat
   * @param state the optimizer's state, flat: the first numbers of all parameters, then the second
   * @param capacity most rows of a batch
   * @param sparse whether the first layer, if it is not the last, visits only features above 0
   * @param side work that is done alongside the step
   */
  FusedStep(
      FusedPlan plan,
      WorkerTeam team,
      FloatPointer parameters,
      FloatPointer state,
      int capacity,
      boolean sparse,
      WorkItems side) {
    this.team = team;
    this.capacity = capacity;
    this.layers = new LayerBuffers[plan.layers().size()];
    int from = 0;
    int widest = 0;
    for (int l = 0; l < layers.length; l++) {
      LayerShape shape = plan.layers().get(l);
      layers[l] = new LayerBuffers(shape, parameters, from, capacity);
      from += Math.toIntExact(shape.parameters());
      widest = Math.max(widest, shape.inputs());
    }
    FloatBuffer flat = parameters.asBuffer();
    this.pass = new LayerPass(plan, layers, flat, capacity);
    this.update = new ParameterUpdate(plan.rule(), flat, state.asBuffer(), from);
    this.scratch = new WorkerBuffers[team.threads()];
    OutputLoss[] losses = new OutputLoss[team.threads()];
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = new WorkerBuffers(layers[0].inputs, widest);
      losses[i] = new OutputLoss(plan);
    }
    int last = layers.length - 1;
    if (sparse && last > 0) {
      this.input = new SparseInputLayer(layers[0], pass, update, scratch, capacity);
      this.lastInputs = layers[last - 1].rowsFrom;
    } else {
      ActiveInputs features = new ActiveInputs(layers[0].inputs, capacity, last == 0);
      this.input = new DenseInputLayer(layers[0], features, flat, pass, update, scratch);
      this.lastInputs = last == 0 ? features.packedFrom : layers[last - 1].rowsFrom;
    }
    this.scan = phase(input.scan());
    this.phases = phases(losses, side);
  }

  int capacity() {
    return capacity;
  }

  private List<Phase> phases(OutputLoss[] losses, WorkItems side) {
    int last = layers.length - 1;
    List<Phase> phases = new ArrayList<>();
    input.forward().forEach(work -> phases.add(phase(work)));
    for (int l = 1; l < last; l++) {
      int layer = l;
      phases.add(
          new Phase(layers[l].chunks, (chunk, me) -> pass.forward(layer, chunk, scratch[me])));
    }
    phases.add(
        new Phase(
            lastInputs.length, (part, me) -> pass.output(part, lastInputs[part], losses[me])));
    for (int l = last; l > 0; l--) {
      phases.add(phase(backward(l), update(l + 1)));
    }
    phases.add(phase(input.update(), update(1), side));
    return phases;
  }

  private WorkItems backward(int layer) {
    return new WorkItems(
        layers[layer - 1].chunks, (chunk, me) -> pass.backward(layer, chunk, input, scratch[me]));
  }

  private WorkItems update(int layer) {
    if (layer >= layers.length) {
      return new WorkItems(0, (chunk, me) -> {});
    }
    LayerBuffers buffers = layers[layer];
    return new WorkItems(
        buffers.chunks,
        (chunk, me) -> update.update(buffers, chunk, layers[layer - 1].outputs, scratch[me]));
  }

  private static Phase phase(WorkItems... pieces) {
    int parts = Arrays.stream(pieces).mapToInt(WorkItems::parts).sum();
    return new Phase(
        parts,
        (part, me) -> {
          int left = part;
          for (WorkItems piece : pieces) {
            if (left >= 0 && left < piece.parts()) {
              piece.work().part(left, me);
            }
            left -= piece.parts();
          }
        });
  }

  /**
   * Trains on a batch.
   *
   * @param x features, {@code [rows, inputs]}, row by row without gaps
   * @param t one-hot truth, {@code [rows, classes]}, row by row without gaps
   * @return the mean loss before the update, penalties included
   */
  double fit(INDArray x, INDArray t, int iteration, int epoch) {
    int rows = (int) x.size(0);
    input.begin(start(x), rows);
    pass.begin(start(t), rows, iteration);
    update.begin(rows, iteration, epoch);
    team.run(scan);
    input.choose();
    for (int i = 0; i < phases.size(); i++) {
      team.run(phases.get(i));
    }
    double penalty = 0;
    for (int l = 0; l < layers.length; l++) {
      for (double share : l == 0 ? input.penalty() : layers[l].penalty) {
        penalty += share;
      }
    }
    return pass.loss() / rows + penalty;
  }

  /** Sets whether the next step measures {@link #norms}. */
  void measure(boolean wanted) {
    update.measure(wanted);
    if (wanted) {
      sums().forEach(NormSums::begin);
    }
  }

  /** Returns each layer's norms in a step that was measured. */
  List<LayerNorms> norms() {
    return sums().map(NormSums::norms).toList();
  }

  private Stream<NormSums> sums() {
    return Stream.concat(
        Stream.of(input.norms()), Arrays.stream(layers).skip(1).map(layer -> layer.norms));
  }

  /** Takes over what the network's flat buffers have. */
  void load() {
    input.load();
  }

  /** Brings the network's flat buffers up to date. */
  void store() {
    input.store();
  }

  int correct() {
    return pass.correct();
  }

  private static FloatBuffer start(INDArray array) {
    FloatPointer data = (FloatPointer) array.data().pointer();
    return LayerBuffers.view(data, array.offset()).asBuffer();
  }
}
