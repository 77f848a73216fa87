package io.github.mnistdl4j.interop.dense;

import io.github.mnistdl4j.config.Optimizer;
import java.util.List;

/**
 * How a network was trained, and what its optimizer remembers.
 *
 * @param optimizer with its settings
 * @param iterations steps that the network has learned from; 0 if the file does not say
 * @param slots for each number that it keeps of a parameter (the means of squares, …) one array per
 *     variable: kernel, bias, kernel, … as {@link DenseWeights} has them; empty if the file has
 *     none. Do not write into them
 */
public record OptimizerState(Optimizer optimizer, int iterations, List<List<float[]>> slots) {
  public OptimizerState {
    slots = slots.stream().map(List::copyOf).toList();
  }

  /** Returns how many numbers an optimizer keeps of each parameter. */
  public static int slotsOf(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Sgd) {
      return 0;
    }
    boolean one =
        optimizer instanceof Optimizer.Rmsprop
            || optimizer instanceof Optimizer.Nesterovs
            || optimizer instanceof Optimizer.Adagrad;
    return one ? 1 : 2;
  }
}
