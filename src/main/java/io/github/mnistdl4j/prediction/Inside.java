package io.github.mnistdl4j.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happens inside a network while it sees an image.
 *
 * @param label index of the class that is looked at
 * @param score the class's output before the last layer's activation
 * @param rest what is in the score beside what the units add: biases, and what the layers behind
 *     bend
 * @param units of the first layer, those first that fire most
 */
public record Inside(int label, float score, float rest, List<ActiveUnit> units) {
  /**
   * A unit of the first layer; without a hidden layer a class itself.
   *
   * @param index from 0
   * @param activation how much it fires: its output
   * @param adds what that adds to the class's score
   */
  public record ActiveUnit(int index, float activation, float adds) {}

  /** Copies the list. */
  public Inside {
    units = List.copyOf(units);
  }

  static Inside of(int label, float score, float[] activations, float[] adds) {
    List<ActiveUnit> units = new ArrayList<>(activations.length);
    float sum = 0;
    for (int i = 0; i < activations.length; i++) {
      units.add(new ActiveUnit(i, activations[i], adds[i]));
      sum += adds[i];
    }
    units.sort(Comparator.comparing((ActiveUnit unit) -> -Math.abs(unit.activation())));
    return new Inside(label, score, score - sum, units);
  }
}
