package io.github.mnistdl4j.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results of epochs whose losses are given. */
final class Epochs {
  private Epochs() {}

  /** An epoch with this training loss, 1 − loss as accuracy, and ten times that in validation. */
  static EpochResult of(int epoch, double loss) {
    return new EpochResult(
        epoch,
        3,
        new Score(loss, 1 - loss),
        Optional.of(new Score(10 * loss, 1 - loss / 10)),
        Optional.empty(),
        0.001,
        Duration.ofSeconds(1));
  }

  /** Epochs from the first, with these training losses. */
  static List<EpochResult> of(double... losses) {
    List<EpochResult> epochs = new ArrayList<>();
    for (double loss : losses) {
      epochs.add(of(epochs.size() + 1, loss));
    }
    return epochs;
  }
}
