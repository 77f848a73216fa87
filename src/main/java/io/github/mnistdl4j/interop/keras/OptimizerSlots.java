package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an optimizer keeps of each parameter, as Keras lists it: the older format all of one kind,
 * then all of the next; Keras 3 all kinds of the first variable, then of the next. The shapes tell
 * which.
 */
final class OptimizerSlots {
  private OptimizerSlots() {}

  /**
   * Returns an optimizer with what it remembers.
   *
   * @param saved all that the file has of it, in order
   * @param biases whether each layer has one in the file
   * @param notes told if something cannot be taken over
   */
  static OptimizerState of(
      Optimizer optimizer,
      List<HdfArray> saved,
      List<DenseWeights> layers,
      List<Boolean> biases,
      List<String> notes) {
    int iterations =
        saved.stream()
            .filter(array -> array.shape().length == 0)
            .findFirst()
            .map(array -> (int) Math.max(0, array.numbers()[0]))
            .orElse(0);
    List<HdfArray> arrays = saved.stream().filter(array -> array.shape().length > 0).toList();
    int kinds = OptimizerState.slotsOf(optimizer);
    if (kinds == 0 || arrays.isEmpty()) {
      return new OptimizerState(optimizer, iterations, List.of());
    }
    List<int[]> shapes = shapes(layers, biases);
    Optional<List<List<HdfArray>>> slots =
        interleaved(arrays, shapes, kinds).or(() -> grouped(arrays, shapes, kinds));
    if (slots.isEmpty()) {
      notes.add(
          "The optimizer's state is left out: it has %d arrays that do not fit the layers."
              .formatted(arrays.size()));
    }
    return new OptimizerState(
        optimizer,
        iterations,
        slots
            .map(all -> all.stream().map(one -> complete(one, layers, biases)).toList())
            .orElse(List.of()));
  }

  private static List<int[]> shapes(List<DenseWeights> layers, List<Boolean> biases) {
    List<int[]> shapes = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      shapes.add(new int[] {layers.get(i).inputs(), layers.get(i).units()});
      if (biases.get(i)) {
        shapes.add(new int[] {layers.get(i).units()});
      }
    }
    return shapes;
  }

  private static Optional<List<List<HdfArray>>> interleaved(
      List<HdfArray> arrays, List<int[]> shapes, int kinds) {
    return pick(arrays, shapes, kinds, kinds, 1);
  }

  private static Optional<List<List<HdfArray>>> grouped(
      List<HdfArray> arrays, List<int[]> shapes, int kinds) {
    return pick(arrays, shapes, kinds, 1, shapes.size());
  }

  /** Picks the array of each kind and variable, if all have the variables' shapes. */
  private static Optional<List<List<HdfArray>>> pick(
      List<HdfArray> arrays, List<int[]> shapes, int kinds, int perVariable, int perKind) {
    if (arrays.size() < kinds * shapes.size()) {
      return Optional.empty();
    }
    List<List<HdfArray>> all = new ArrayList<>();
    for (int kind = 0; kind < kinds; kind++) {
      int first = kind * perKind;
      List<HdfArray> one =
          IntStream.range(0, shapes.size())
              .mapToObj(variable -> arrays.get(first + variable * perVariable))
              .toList();
      for (int variable = 0; variable < one.size(); variable++) {
        if (!one.get(variable).hasShape(shapes.get(variable))) {
          return Optional.empty();
        }
      }
      all.add(one);
    }
    return Optional.of(all);
  }

  /** Adds zeros for the biases that a file does not have. */
  private static List<float[]> complete(
      List<HdfArray> one, List<DenseWeights> layers, List<Boolean> biases) {
    List<float[]> arrays = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < layers.size(); i++) {
      arrays.add(one.get(next++).numbers());
      arrays.add(biases.get(i) ? one.get(next++).numbers() : new float[layers.get(i).units()]);
    }
    return arrays;
  }
}
