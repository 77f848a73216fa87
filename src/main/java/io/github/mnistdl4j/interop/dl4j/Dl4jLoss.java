package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.InteropException;
import java.util.List;
import java.util.Set;

/**
 * The loss that a file says its network was trained with.
 *
 * @param type its class; {@code none} if the network has no output layer
 */
record Dl4jLoss(TypedFields type) {
  private static final Set<String> CROSS_ENTROPIES =
      Set.of("mcxent", "negativeloglikelihood", "sparsemcxent");

  /** Reads a layer's: an object, and until 0.5 a name. */
  static Dl4jLoss of(Dl4jLayer layer) {
    return new Dl4jLoss(layer.object("lossFn", "lossFunction"));
  }

  /**
   * Returns the loss of a network here.
   *
   * @param output its last activation
   * @param notes told what differs
   */
  Loss forOutput(Activation output, List<String> notes) {
    String name = type.name("loss");
    boolean squares = name.equals("mse");
    boolean crossEntropy = CROSS_ENTROPIES.contains(name);
    if (!type.fields().isNull("weights")) {
      notes.add("The loss weighs the outputs, which is left out.");
    }
    if (output == Activation.SOFTMAX && !squares) {
      noteUnless(crossEntropy, "categorical cross-entropy", notes);
      return Loss.CATEGORICAL_CROSSENTROPY;
    }
    noteUnless(squares, "the mean squared error", notes);
    return Loss.MEAN_SQUARED_ERROR;
  }

  private void noteUnless(boolean same, String by, List<String> notes) {
    if (!same && !type.kind().equals("none")) {
      notes.add(
          "The loss %s is not available here: %s is evaluated and minimised in its place."
              .formatted(InteropException.printable(type.kind()), by));
    }
  }
}
