package io.github.mnistdl4j.training;

import io.github.mnistdl4j.data.Digits;
import java.util.Optional;

/**
 * The images of a run, by their use.
 *
 * @param train learned from
 * @param validation held out from the training images and evaluated after every epoch
 * @param test evaluated, never learned from
 */
public record TrainingData(Digits train, Optional<Digits> validation, Digits test) {

  /**
   * Splits off the last images for validation, as Keras's {@code validation_split}.
   *
   * @param fraction share held back, in [0, 1); of two or more images at least one is learned from
   *     and, if it is above 0, at least one held back
   */
  public static TrainingData split(Digits train, Digits test, double fraction) {
    int most = fraction > 0 ? train.size() - 1 : train.size();
    int kept = Math.max(1, Math.min(most, (int) Math.floor(train.size() * (1 - fraction))));
    return kept == train.size()
        ? new TrainingData(train, Optional.empty(), test)
        : new TrainingData(
            train.slice(0, kept), Optional.of(train.slice(kept, train.size())), test);
  }
}
