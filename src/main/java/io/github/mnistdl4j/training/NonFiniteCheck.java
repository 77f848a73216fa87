package io.github.mnistdl4j.training;

import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Finds numbers that are infinite or none, as Keras's {@code TerminateOnNaN} does in the loss; here
 * in the weights and the evaluations too.
 */
final class NonFiniteCheck {
  private NonFiniteCheck() {}

  /** Whether the loss of the last step is none. */
  static boolean isInLoss(MultiLayerNetwork network) {
    return !Double.isFinite(network.score());
  }

  /** Whether a weight is none: the last update is in no loss yet. */
  static boolean isInWeights(MultiLayerNetwork network) {
    return !Double.isFinite(network.params().sumNumber().doubleValue());
  }

  /** Whether a loss of the epoch is none: finite weights can have outputs that are not. */
  static boolean isIn(EpochResult epoch) {
    return !Stream.of(
            Optional.of(epoch.training()), epoch.validation(), epoch.test().map(Score::of))
        .flatMap(Optional::stream)
        .allMatch(score -> Double.isFinite(score.loss()));
  }
}
