package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.evaluation.RowSums;
import io.github.mnistdl4j.training.fused.WorkerTeam.WorkItems;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A first layer that visits only features that are not zero: four of five pixels of MNIST are.
 *
 * <p>With the weights of an input in a row of their own, an image's sums are {@code b + Σ xᵢ·wᵢ}
 * over its features, and the gradient by a row is {@code Σ xᵢ·d} over the images that have the
 * feature, with d the loss's gradient by an image's sums. Rows of two neighbouring inputs are
 * summed together, and updated while the sums are in the first-level cache.
 *
 * <p>It works on copies, input by input, of the parameters and the optimizer's state, which the
 * network has unit by unit: {@link #load} and {@link #store} keep the two alike.
 */
final class SparseInputLayer implements InputLayer {
  /** More numbers than units in each row: rows a power of two apart share few lines of a cache. */
  private static final int PADDING = 4;

  /** Rows of the batch in one part of the forward pass. */
  private static final int ROWS = LayerBuffers.ROWS;

  private final LayerBuffers layer;
  private final LayerPass pass;
  private final ParameterUpdate updates;
  private final WorkerBuffers[] scratch;
  private final SparseBatch batch;
  private final int capacity;
  private final int units;

  /** Weights and state of each input, and of one more, which no feature has. */
  private final float[][] weights;

  private final float[][] state;
  private final float[][] secondState;
  private final float[] bias;

  /** Each row's sums; on the way back the loss's gradient by them, over the number of rows. */
  private final float[][] deltas;

  /** Sums of each worker. */
  private final float[][] sums;

  private final float[][] nextSums;
  private final double[] penalty = new double[SparseBatch.PARTS];
  private final NormSums norms = new NormSums(SparseBatch.PARTS);

  /**
   * @param capacity most rows of a batch
   */
  SparseInputLayer(
      LayerBuffers layer,
      LayerPass pass,
      ParameterUpdate updates,
      WorkerBuffers[] scratch,
      int capacity) {
    this.layer = layer;
    this.pass = pass;
    this.updates = updates;
    this.scratch = scratch;
    this.capacity = capacity;
    this.units = layer.units;
    this.batch = new SparseBatch(layer.inputs, units, capacity);
    int length = units + PADDING;
    this.weights = new float[2 * batch.pairs][length];
    this.state = new float[2 * batch.pairs][updates.states() > 0 ? length : 0];
    this.secondState = new float[2 * batch.pairs][updates.states() > 1 ? length : 0];
    this.bias = new float[units];
    this.deltas = new float[capacity][length];
    this.sums = new float[scratch.length][length];
    this.nextSums = new float[scratch.length][length];
  }

  @Override
  public void begin(FloatBuffer features, int rows) {
    batch.begin(features, rows);
  }

  @Override
  public WorkItems scan() {
    return new WorkItems(batch.bands, (band, me) -> batch.scan(band, scratch[me].w));
  }

  @Override
  public void choose() {
    batch.share();
    pass.bias(0, bias);
  }

  @Override
  public List<WorkItems> forward() {
    return List.of(new WorkItems((capacity + ROWS - 1) / ROWS, (part, me) -> forward(part)));
  }

  /** Passes some images forward: band after band, whose weights stay in cache. */
  private void forward(int part) {
    int first = part * ROWS;
    int end = Math.min(batch.rows(), first + ROWS);
    for (int row = first; row < end; row++) {
      System.arraycopy(bias, 0, deltas[row], 0, units);
    }
    for (int band = 0; band < batch.bands; band++) {
      int[] input = batch.input[band];
      float[] value = batch.value[band];
      for (int row = first; row < end; row++) {
        int from = batch.entriesFrom(band, row);
        int to = batch.entriesFrom(band, row + 1);
        RowSums.add(deltas[row], weights, input, value, from, to, units);
      }
    }
    for (int row = first; row < end; row++) {
      pass.activate(0, row, 0, deltas[row], units);
    }
  }

  @Override
  public void delta(int row, int firstUnit, float[] delta, int count) {
    float[] scaled = deltas[row];
    float scale = 1f / batch.rows();
    for (int i = 0; i < count; i++) {
      scaled[firstUnit + i] = scale * delta[i];
    }
  }

  /** The last part has the biases. */
  @Override
  public WorkItems update() {
    return new WorkItems(
        SparseBatch.PARTS + 1,
        (part, me) -> {
          if (part == SparseBatch.PARTS) {
            updateBiases(scratch[me]);
          } else {
            penalty[part] =
                updates.isMeasured()
                    ? updateMeasured(part, sums[me], nextSums[me])
                    : update(part, sums[me], nextSums[me]);
          }
        });
  }

  private double update(int part, float[] even, float[] odd) {
    double sum = 0;
    for (int pair = batch.firstPair(part); pair < batch.firstPair(part + 1); pair++) {
      int images = batch.imagesOf(pair);
      if (images == 0) {
        Arrays.fill(even, 0, units, 0);
        sum += rest(2 * pair, even) + rest(2 * pair + 1, even);
      } else {
        int at = batch.firstImage(pair);
        RowSums.both(even, odd, deltas, batch.image, batch.even, batch.odd, at, at + images, units);
        sum += update(2 * pair, even) + update(2 * pair + 1, odd);
      }
    }
    return sum;
  }

  /**
   * Does the same and sums up norms. A method of its own, so that the compiled code of the steps
   * that are not measured, nearly all of them, is as if there were no such thing.
   */
  private double updateMeasured(int part, float[] even, float[] odd) {
    double sum = 0;
    for (int pair = batch.firstPair(part); pair < batch.firstPair(part + 1); pair++) {
      int images = batch.imagesOf(pair);
      int at = batch.firstImage(pair);
      if (images == 0) {
        Arrays.fill(even, 0, units, 0);
        Arrays.fill(odd, 0, units, 0);
      } else {
        RowSums.both(even, odd, deltas, batch.image, batch.even, batch.odd, at, at + images, units);
      }
      norms.add(part, weights[2 * pair], even, units);
      norms.add(part, weights[2 * pair + 1], odd, units);
      sum +=
          images == 0
              ? rest(2 * pair, even) + rest(2 * pair + 1, odd)
              : update(2 * pair, even) + update(2 * pair + 1, odd);
    }
    return sum;
  }

  /** Updates the weights of an input that no image has; penalties write into the gradient. */
  private double rest(int input, float[] zeros) {
    double penalty =
        updates.rest(layer.shape, weights[input], zeros, state[input], secondState[input], units);
    if (!layer.shape.penalties().isEmpty()) {
      Arrays.fill(zeros, 0, units, 0);
    }
    return penalty;
  }

  private double update(int input, float[] gradient) {
    return updates.apply(
        layer.shape, weights[input], gradient, state[input], secondState[input], units);
  }

  private void updateBiases(WorkerBuffers mine) {
    for (int first = 0; first < units; first += WorkerBuffers.BLOCK) {
      int n = Math.min(WorkerBuffers.BLOCK, units - first);
      Arrays.fill(mine.g, 0, n, 0);
      for (int row = 0; row < batch.rows(); row++) {
        float[] delta = deltas[row];
        for (int i = 0; i < n; i++) {
          mine.g[i] += delta[first + i];
        }
      }
      updates.updateBiases(layer.firstBias + first, n, mine);
    }
  }

  @Override
  public double[] penalty() {
    return penalty;
  }

  @Override
  public NormSums norms() {
    return norms;
  }

  @Override
  public void load() {
    WorkerBuffers mine = scratch[0];
    for (int unit = 0; unit < units; unit++) {
      updates.read(layer.firstWeight + unit * layer.inputs, layer.inputs, mine);
      for (int i = 0; i < layer.inputs; i++) {
        weights[i][unit] = mine.w[i];
      }
      for (int i = 0; i < layer.inputs && updates.states() > 0; i++) {
        state[i][unit] = mine.s[i];
      }
      for (int i = 0; i < layer.inputs && updates.states() > 1; i++) {
        secondState[i][unit] = mine.r[i];
      }
    }
  }

  @Override
  public void store() {
    WorkerBuffers mine = scratch[0];
    for (int unit = 0; unit < units; unit++) {
      for (int i = 0; i < layer.inputs; i++) {
        mine.w[i] = weights[i][unit];
      }
      for (int i = 0; i < layer.inputs && updates.states() > 0; i++) {
        mine.s[i] = state[i][unit];
      }
      for (int i = 0; i < layer.inputs && updates.states() > 1; i++) {
        mine.r[i] = secondState[i][unit];
      }
      updates.write(layer.firstWeight + unit * layer.inputs, layer.inputs, mine);
    }
  }
}
