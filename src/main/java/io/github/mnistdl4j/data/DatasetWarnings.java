package io.github.mnistdl4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Looks for what is unusual about a data set and keeps training or evaluation from being useful.
 */
public final class DatasetWarnings {
  /** Largest usual ratio between the images of two classes. */
  private static final int USUAL_RATIO = 20;

  /** Share of the test images that may be in training, too; MNIST and Fashion-MNIST have none. */
  private static final double USUAL_COPIES = 0.001;

  private static final int MOST_NAMES = 5;

  private final TrainTest data;
  private final int[] trainCounts;
  private final List<String> warnings = new ArrayList<>();

  private DatasetWarnings(TrainTest data) {
    this.data = data;
    this.trainCounts = data.train().classCounts();
  }

  /**
   * Returns warnings, a sentence each. Takes some milliseconds for MNIST.
   *
   * @param learned the indices of the training images that are not held out for validation
   */
  public static List<String> of(TrainTest data, int[] learned) {
    DatasetWarnings all = new DatasetWarnings(data);
    all.checkClasses();
    all.checkValidation(learned);
    all.checkImages();
    return List.copyOf(all.warnings);
  }

  /**
   * Returns a warning if images look inverted, such as black on white, against others.
   *
   * @param mean of the pixels that were learned from, in [0, 1]
   * @param found mean of the images in question
   */
  public static Optional<String> inverted(double mean, double found) {
    double difference = Math.abs(found - mean);
    boolean isCloserInverted = Math.abs(1 - found - mean) < difference / 2;
    return difference > 0.25 && isCloserInverted
        ? Optional.of(
            "Warning: these images look inverted: their mean is %.2f, but %.2f in training, where 0 is black and 1 is white."
                .formatted(found, mean))
        : Optional.empty();
  }

  private void checkClasses() {
    int[] present = classes(label -> trainCounts[label] > 0);
    if (present.length == 1) {
      warn(
          "all %,d training images are of one class (%s), so there is nothing to tell apart",
          data.train().size(), names(present));
    }
    int[] untrained =
        classes(label -> trainCounts[label] == 0 && label < data.info().answerClasses());
    if (untrained.length > 0 && present.length != 1) {
      warn("there are no training images of the %s", names(untrained));
    }
    int[] testCounts = data.test().classCounts();
    int[] untested = classes(label -> testCounts[label] == 0 && trainCounts[label] > 0);
    if (untested.length > 0 && data.test().size() > 0) {
      warn("there are no test images of the %s", names(untested));
    }
    if (present.length > 1) {
      checkRatio(present);
    }
  }

  private void checkRatio(int[] present) {
    int most = present[0];
    int fewest = present[0];
    for (int label : present) {
      most = trainCounts[label] > trainCounts[most] ? label : most;
      fewest = trainCounts[label] < trainCounts[fewest] ? label : fewest;
    }
    if (trainCounts[most] > USUAL_RATIO * (long) trainCounts[fewest]) {
      warn(
          "the %s has %,d training images, the %s only %,d; the network may never answer with rare classes",
          names(most), trainCounts[most], names(fewest), trainCounts[fewest]);
    }
  }

  private void checkValidation(int[] learned) {
    int[] counts = new int[trainCounts.length];
    for (int image : learned) {
      counts[data.train().label(image)]++;
    }
    int[] lacking = classes(label -> counts[label] == 0 && trainCounts[label] > 0);
    if (lacking.length > 0) {
      warn(
          "all images of the %s are held out for validation, so training lacks them; the images are sorted: set training.validation-shuffle to true",
          names(lacking));
    }
  }

  private void checkImages() {
    Digits train = data.train();
    byte[] pixels = train.pixels();
    int n = train.info().pixels();
    if (train.size() > 1 && Arrays.equals(pixels, n, pixels.length, pixels, 0, pixels.length - n)) {
      warn("all %,d training images are the same", train.size());
      return;
    }
    int copies = new CopiedImages(data.test()).in(train);
    if (copies > USUAL_COPIES * data.test().size()) {
      warn(
          "%,d of %,d test images are training images, too, so the test says too little about others",
          copies, data.test().size());
    }
  }

  private int[] classes(IntPredicate which) {
    return IntStream.range(0, trainCounts.length).filter(which).toArray();
  }

  /** Returns the names of classes, as in a sentence. */
  private String names(int... labels) {
    List<String> names =
        IntStream.of(labels)
            .limit(MOST_NAMES)
            .mapToObj(label -> '"' + data.info().name(label) + '"')
            .toList();
    String more =
        labels.length > MOST_NAMES ? " and %,d more".formatted(labels.length - MOST_NAMES) : "";
    return (labels.length > 1 ? "classes " : "class ") + String.join(", ", names) + more;
  }

  private void warn(String sentence, Object... values) {
    warnings.add("Warning: " + sentence.formatted(values) + ".");
  }
}
