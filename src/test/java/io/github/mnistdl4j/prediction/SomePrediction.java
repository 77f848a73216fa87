package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.Optional;

/** Answers that no network had to give. */
public final class SomePrediction {
  private SomePrediction() {}

  /** An answer that is certain of a class. */
  public static Prediction of(DatasetInfo images, int label) {
    float[] probabilities = new float[images.classes().size()];
    probabilities[label] = 1;
    return new Prediction(images, probabilities, new float[images.pixels()], Optional.empty());
  }
}
