package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.StratifiedSplit;
import io.github.mnistdl4j.data.TrainTest;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The images of a run, by their use.
 *
 * @param train learned from
 * @param validation held out from the training images and evaluated after every epoch
 * @param test evaluated, never learned from
 */
public record TrainingData(Digits train, Optional<Digits> validation, Digits test) {

  /** Splits off the images for validation, as a configuration says. */
  public static TrainingData of(TrainTest data, RunConfig config) {
    if (!config.training().validationShuffle()) {
      return split(data.train(), data.test(), config.training().validationSplit());
    }
    int[] held = heldOut(data, config);
    int[] kept = StratifiedSplit.others(data.train().size(), held);
    return held.length == 0
        ? new TrainingData(data.train(), Optional.empty(), data.test())
        : new TrainingData(data.train().at(kept), Optional.of(data.train().at(held)), data.test());
  }

  /** Returns the indices of the training images that are learned from, ascending. */
  public static int[] learned(TrainTest data, RunConfig config) {
    int n = data.train().size();
    return config.training().validationShuffle()
        ? StratifiedSplit.others(n, heldOut(data, config))
        : IntStream.range(0, kept(n, config.training().validationSplit())).toArray();
  }

  private static int[] heldOut(TrainTest data, RunConfig config) {
    double fraction = config.training().validationSplit();
    return StratifiedSplit.heldBack(data.train(), fraction, config.network().seed());
  }

  /**
   * Splits off the last images for validation, as Keras's {@code validation_split}.
   *
   * @param fraction share held back, in [0, 1); of two or more images at least one is learned from
   *     and, if it is above 0, at least one held back
   */
  public static TrainingData split(Digits train, Digits test, double fraction) {
    int kept = kept(train.size(), fraction);
    return kept == train.size()
        ? new TrainingData(train, Optional.empty(), test)
        : new TrainingData(
            train.slice(0, kept), Optional.of(train.slice(kept, train.size())), test);
  }

  /**
   * Returns how many of a number of images are left to learn from.
   *
   * @param fraction share held back for validation, in [0, 1)
   */
  public static int kept(int images, double fraction) {
    int most = fraction > 0 ? images - 1 : images;
    return Math.max(1, Math.min(most, (int) Math.floor(images * (1 - fraction))));
  }
}
