package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image to score, or the reason why it cannot be read.
 *
 * @param carried values of the input's {@link Column}s
 * @param pixels {@code [height · width]} in [0, 1], as {@code Predictor} takes them; empty if there
 *     is a problem
 * @param rejection why an answer should not be relied on, whatever it is
 * @param problem a clause that follows the image's name
 */
record InputImage(
    List<@Nullable Object> carried,
    Optional<float[]> pixels,
    Optional<Rejection> rejection,
    Optional<String> problem) {
  InputImage {
    carried = Collections.unmodifiableList(carried);
  }

  static InputImage of(List<@Nullable Object> carried, float[] pixels) {
    return new InputImage(carried, Optional.of(pixels), Optional.empty(), Optional.empty());
  }

  static InputImage of(List<@Nullable Object> carried, PreparedImage picture) {
    return new InputImage(
        carried, Optional.of(picture.pixels()), picture.rejection(), Optional.empty());
  }

  static InputImage broken(List<@Nullable Object> carried, String problem) {
    return new InputImage(carried, Optional.empty(), Optional.empty(), Optional.of(problem));
  }
}
