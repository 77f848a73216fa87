package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.image.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that answers a picture; its components are its members.
 *
 * @param digit the index of the most probable class
 * @param label its name
 * @param probabilities {@code [classes]}
 * @param rejected whether the answer should not be relied on
 * @param reason why not; null if it can be
 * @param width of the image that the network saw
 * @param height of it
 * @param input {@code [height · width]} in [0, 1], three decimals: what the network saw
 * @param attribution {@code [height · width]} in [-1, 1], three decimals; null unless asked for
 * @param inside which units fire; null unless asked for
 */
record PictureResponse(
    int digit,
    String label,
    float probability,
    List<Float> probabilities,
    boolean rejected,
    @Nullable String reason,
    int width,
    int height,
    List<Double> input,
    @Nullable List<Double> attribution,
    @Nullable InsideResponse inside) {
  private static final double DECIMALS = 1000;

  static PictureResponse of(Prediction prediction, float @Nullable [] attribution) {
    return of(prediction, attribution, null);
  }

  static PictureResponse of(
      Prediction prediction, float @Nullable [] attribution, @Nullable InsideResponse inside) {
    List<Float> probabilities = new ArrayList<>();
    for (float probability : prediction.probabilities()) {
      probabilities.add(probability);
    }
    return new PictureResponse(
        prediction.digit(),
        prediction.label(),
        prediction.probability(),
        probabilities,
        prediction.rejection().isPresent(),
        prediction.rejection().map(Rejection::reason).orElse(null),
        prediction.images().width(),
        prediction.images().height(),
        rounded(prediction.input()),
        attribution == null ? null : rounded(attribution),
        inside);
  }

  private static List<Double> rounded(float[] values) {
    List<Double> rounded = new ArrayList<>(values.length);
    for (float value : values) {
      rounded.add(Math.round(value * DECIMALS) / DECIMALS);
    }
    return rounded;
  }
}
