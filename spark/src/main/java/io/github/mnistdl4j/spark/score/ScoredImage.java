package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.prediction.Prediction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the output.
 *
 * @param carried values of the input's {@link Column}s
 * @param prediction empty if the image could not be read
 * @param error a clause that follows the image's name
 */
record ScoredImage(
    List<@Nullable Object> carried, Optional<Prediction> prediction, Optional<String> error) {

  /** The columns behind the carried ones. */
  static final List<String> NAMES = List.of("digit", "probability", "probabilities", "error");
}
