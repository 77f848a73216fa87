package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AugmentationConfig;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.distortion.Distortion;
import io.github.mnistdl4j.data.outlier.NonDigits;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.TrainingData;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Sets which images a trained network refuses, by digits that it has not learned from, and by
 * images that show none. The first are those held out for validation, or else training images,
 * distorted: the network has never seen these, either.
 */
record RejectionCalibration(RunConfig config, TrainTest data) {
  /** So many digits tell a threshold for one in a hundred to within a seventh. */
  private static final int DIGITS = 5000;

  /** So many tell which score is better; each costs more than a digit. */
  private static final int NON_DIGITS = 500;

  /** Digits that a thread distorts at a time. */
  private static final int PART = 500;

  /** Beyond the indices of those that are learned from. */
  private static final int FIRST_NON_DIGIT = 1 << 24;

  /**
   * Turned, slanted, scaled and moved so slightly, training images are refused as often as MNIST's
   * test images and photographs; by training.augmentation's defaults, these would be refused five
   * times less often than asked for.
   */
  private static final AugmentationConfig SLIGHT =
      new AugmentationConfig(1, 4, 4, 0.05, 0.5, 0, 4, 0, 0);

  /** Training's distortions are those of epochs from 1. */
  private static final int EPOCH = 0;

  /** Returns what a network refuses; empty if nothing, or if its images are not of digits. */
  Optional<RejectionRule> of(MultiLayerNetwork network) {
    DatasetInfo info = data.info();
    double rate = config.training().rejectionRate();
    if (rate == 0 || info.preparation() != Preparation.DIGITS || !info.areDigits()) {
      return Optional.empty();
    }
    Digits digits = digits();
    int threads = NativeRuntime.threads(config.runtime());
    Digits others =
        new NonDigits(data.train(), config.network().seed())
            .draw(FIRST_NON_DIGIT, new int[NON_DIGITS]);
    return Optional.of(
        RejectionRule.of(
            Answers.beforeActivation(network, digits, threads),
            Answers.beforeActivation(network, others, threads),
            rate));
  }

  private Digits digits() {
    if (config.training().validationSplit() == 0) {
      return distorted(some(data.train()));
    }
    return TrainingData.of(data, config).validation().map(held -> some(held)).orElseThrow();
  }

  private static Digits some(Digits digits) {
    int n = Math.min(DIGITS, digits.size());
    return digits.at(
        IntStream.range(0, n).map(i -> (int) ((long) i * digits.size() / n)).toArray());
  }

  private Digits distorted(Digits digits) {
    DatasetInfo info = digits.info();
    byte[] pixels = new byte[digits.size() * info.pixels()];
    IntStream.rangeClosed(0, digits.size() / PART)
        .parallel()
        .forEach(part -> distort(digits, part * PART, pixels));
    return new Digits(info, pixels, digits.labels());
  }

  /** Sets the pixels of a part of the digits. */
  private void distort(Digits digits, int first, byte[] pixels) {
    DatasetInfo info = digits.info();
    Distortion distortion =
        new Distortion(SLIGHT, info.width(), info.height(), config.network().seed(), EPOCH);
    float[] image = new float[info.pixels()];
    for (int i = first; i < Math.min(first + PART, digits.size()); i++) {
      digits.copyScaled(i, image, 0);
      distortion.change(image, i);
      for (int k = 0; k < image.length; k++) {
        pixels[i * image.length + k] = (byte) Math.round(DatasetInfo.BYTE * image[k]);
      }
    }
  }
}
