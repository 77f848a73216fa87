package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.training.fused.WorkerTeam.WorkItems;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** A first layer like any other, by matrix products, but without the inputs that are all zero. */
final class DenseInputLayer implements InputLayer {
  private final LayerBuffers layer;
  private final ActiveInputs features;
  private final FloatBuffer parameters;
  private final LayerPass pass;
  private final ParameterUpdate updates;
  private final WorkerBuffers[] scratch;

  DenseInputLayer(
      LayerBuffers layer,
      ActiveInputs features,
      FloatBuffer parameters,
      LayerPass pass,
      ParameterUpdate updates,
      WorkerBuffers[] scratch) {
    this.layer = layer;
    this.features = features;
    this.parameters = parameters;
    this.pass = pass;
    this.updates = updates;
    this.scratch = scratch;
  }

  @Override
  public void begin(FloatBuffer batch, int rows) {
    features.begin(batch, rows);
  }

  @Override
  public WorkItems scan() {
    return new WorkItems(features.parts(), (part, me) -> features.scan(part, scratch[me].w));
  }

  @Override
  public void choose() {
    features.choose();
  }

  @Override
  public List<WorkItems> forward() {
    WorkItems pack =
        new WorkItems(features.parts(), (part, me) -> features.pack(part, scratch[me]));
    WorkItems products = new WorkItems(layer.chunks, (chunk, me) -> forward(chunk, scratch[me]));
    return features.keepsAll() ? List.of(pack) : List.of(pack, products);
  }

  private void forward(int chunk, WorkerBuffers mine) {
    FloatPointer weights = features.isPacked() ? packed(chunk, mine) : layer.weights[chunk];
    pass.forward(0, chunk, features.count(), features.packed, weights, mine);
  }

  /** Returns a chunk's weights of the active inputs. */
  private FloatPointer packed(int chunk, WorkerBuffers mine) {
    int start = layer.firstWeight(chunk);
    for (int unit = 0; unit < layer.unitsOf(chunk); unit++) {
      parameters.get(start + unit * layer.inputs, mine.w, 0, layer.inputs);
      float[] packed = features.pack(mine.w, mine.g);
      mine.matrixBuffer.put(unit * features.count(), packed, 0, features.count());
    }
    return mine.matrix;
  }

  @Override
  public void delta(int row, int firstUnit, float[] delta, int units) {
    layer.deltaBuffer.put(row * layer.units + firstUnit, delta, 0, units);
  }

  @Override
  public WorkItems update() {
    return new WorkItems(
        layer.chunks, (chunk, me) -> updates.update(layer, chunk, features, scratch[me]));
  }

  @Override
  public double[] penalty() {
    return layer.penalty;
  }

  @Override
  public NormSums norms() {
    return layer.norms;
  }
}
