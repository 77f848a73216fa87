package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.Reading;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.prediction.image.raster.Box;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that answers {@code POST /read}; its components are its members.
 *
 * @param text the labels of all parts, one after the other, with spaces for gaps
 * @param probability that all of them are right
 * @param rejected whether the answer should not be relied on
 * @param reason why not; null if it can be
 * @param width of the picture as it was sent, upright, in pixels
 * @param height of it
 * @param parts from left to right
 */
record ReadingResponse(
    String text,
    double probability,
    boolean rejected,
    @Nullable String reason,
    int width,
    int height,
    List<DigitResponse> parts) {

  /**
   * A digit of the number.
   *
   * @param box where it is, in pixels of the picture as it was sent, upright
   * @param afterGap whether a separator, such as a date's, or a new line is before it
   */
  record DigitResponse(Box box, boolean afterGap, PictureResponse prediction) {}

  /**
   * Returns the JSON of a reading.
   *
   * @param response makes that of a part
   */
  static ReadingResponse of(
      Reading reading, DecodedImage picture, Function<Prediction, PictureResponse> response) {
    return new ReadingResponse(
        reading.text(),
        reading.probability(),
        reading.rejection().isPresent(),
        reading.rejection().map(Rejection::reason).orElse(null),
        picture.width(),
        picture.height(),
        reading.parts().stream()
            .map(
                part ->
                    new DigitResponse(
                        part.box(), part.afterGap(), response.apply(part.prediction())))
            .toList());
  }
}
