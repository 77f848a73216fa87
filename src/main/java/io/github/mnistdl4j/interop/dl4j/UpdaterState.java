package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import java.util.ArrayList;
import java.util.List;

/**
 * What an updater keeps of the parameters, as Deeplearning4j lays it out: since 0.9 the first
 * number of all parameters, then the second; before, both of the first variable, then both of the
 * next.
 *
 * @param numbers all of them
 * @param perVariable whether as before 0.9
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UpdaterState(float[] numbers, boolean perVariable) {

  /**
   * Returns the numbers in the order of {@link OptimizerState}; nothing, and noted, if they cannot
   * be the optimizer's.
   */
  List<List<float[]>> slots(Optimizer optimizer, List<PlannedDense> layers, List<String> notes) {
    int kinds = OptimizerState.slotsOf(optimizer);
    long parameters = layers.stream().mapToLong(PlannedDense::parameters).sum();
    if (kinds == 0) {
      return List.of();
    }
    if (numbers.length != kinds * parameters) {
      notes.add(
          "The optimizer's state is left out: it has %,d numbers, not %,d."
              .formatted(numbers.length, kinds * parameters));
      return List.of();
    }
    List<List<float[]>> slots = new ArrayList<>();
    for (int kind = 0; kind < kinds; kind++) {
      List<float[]> slot = slot(layers, kinds, kind, (int) parameters);
      if (isMean(optimizer, kind) && hasNegative(slot)) {
        notes.add("The optimizer's state is left out: it has means of squares below zero.");
        return List.of();
      }
      slots.add(slot);
    }
    return slots;
  }

  private List<float[]> slot(List<PlannedDense> layers, int kinds, int kind, int parameters) {
    List<float[]> variables = new ArrayList<>();
    int before = 0;
    for (PlannedDense layer : layers) {
      int weights = layer.inputs() * layer.units();
      variables.add(Variables.kernel(numbers, at(before, weights, kinds, kind, parameters), layer));
      before += weights;
      int biases = layer.hasBias() ? layer.units() : 0;
      variables.add(Variables.bias(numbers, at(before, biases, kinds, kind, parameters), layer));
      before += biases;
    }
    return variables;
  }

  private int at(int before, int size, int kinds, int kind, int parameters) {
    return perVariable ? kinds * before + kind * size : kind * parameters + before;
  }

  /** Returns whether an optimizer keeps means of squares, or maxima, in a slot. */
  private static boolean isMean(Optimizer optimizer, int kind) {
    boolean moments =
        OptimizerState.slotsOf(optimizer) == 2 && !(optimizer instanceof Optimizer.Adadelta);
    return !(optimizer instanceof Optimizer.Nesterovs) && (!moments || kind == 1);
  }

  private static boolean hasNegative(List<float[]> slot) {
    for (float[] variable : slot) {
      for (float number : variable) {
        if (number < 0) {
          return true;
        }
      }
    }
    return false;
  }
}
