package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that answers a picture; its components are its members.
 *
 * @param probabilities {@code [10]}
 * @param input {@code [784]} in [0, 1], three decimals: what the network saw
 * @param attribution {@code [784]} in [-1, 1], three decimals; null unless asked for
 */
record PictureResponse(
    int digit,
    float probability,
    List<Float> probabilities,
    List<Double> input,
    @Nullable List<Double> attribution) {
  private static final double DECIMALS = 1000;

  static PictureResponse of(Prediction prediction, float @Nullable [] attribution) {
    List<Float> probabilities = new ArrayList<>();
    for (float probability : prediction.probabilities()) {
      probabilities.add(probability);
    }
    return new PictureResponse(
        prediction.digit(),
        prediction.probability(),
        probabilities,
        rounded(prediction.input()),
        attribution == null ? null : rounded(attribution));
  }

  private static List<Double> rounded(float[] values) {
    List<Double> rounded = new ArrayList<>(values.length);
    for (float value : values) {
      rounded.add(Math.round(value * DECIMALS) / DECIMALS);
    }
    return rounded;
  }
}
