package io.github.mnistdl4j.training;

import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Finds NaN and infinity in weights and evaluations. {@link EpochPass} looks for them in the loss
 * of each step, as Keras's {@code TerminateOnNaN} does.
 */
final class NonFiniteCheck {
  private NonFiniteCheck() {}

  /** Returns whether a weight is NaN or infinite: no loss shows the last update yet. */
  static boolean isInWeights(MultiLayerNetwork network) {
    return !Double.isFinite(network.params().sumNumber().doubleValue());
  }

  /** Returns whether a loss of the epoch is: finite weights can have infinite outputs. */
  static boolean isIn(EpochResult epoch) {
    return !Stream.of(
            Optional.of(epoch.training()), epoch.validation(), epoch.test().map(Score::of))
        .flatMap(Optional::stream)
        .allMatch(score -> Double.isFinite(score.loss()));
  }
}
