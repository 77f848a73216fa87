package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.training.fused.WorkerTeam.WorkItems;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The first layer's part of a step, which knows the batch's features. In each step: {@link #begin},
 * {@link #scan}, {@link #choose} by one thread, {@link #forward}, {@link #delta} for all rows, and
 * {@link #update}.
 */
interface InputLayer {
  /** Sets the batch's features, {@code [rows, inputs]}. */
  void begin(FloatBuffer features, int rows);

  /** Looks at all features. */
  WorkItems scan();

  /** Decides by what {@link #scan} found. */
  void choose();

  /** Computes the layer's outputs, phase by phase. */
  List<WorkItems> forward();

  /** Takes the loss's gradient by the sums of some units for a row. */
  void delta(int row, int firstUnit, float[] delta, int units);

  /** Updates the layer's parameters. */
  WorkItems update();

  /** Returns the shares of the weights' penalties, before the update. */
  double[] penalty();

  /** Returns the sums of the squares of weights and gradients, in a step that is measured. */
  NormSums norms();

  /** Takes over the parameters and the optimizer's state from the network's flat buffers. */
  default void load() {}

  /** Brings the network's flat buffers up to date. */
  default void store() {}
}
