package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.image.Rejection;
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

  private static final String LABEL = "label";
  private static final String PREDICTED_LABEL = "predicted_label";

  /** The columns behind the carried ones that have these names always. */
  static final List<String> NAMES =
      List.of("digit", PREDICTED_LABEL, "probability", "probabilities", "rejected", "error");

  /** Returns why the answer should not be relied on, in words. */
  Optional<String> rejected() {
    return prediction.flatMap(Prediction::rejection).map(Rejection::reason);
  }

  /** Returns the column of the predicted class's name: the input may have a label already. */
  static String labelColumn(List<Column> columns) {
    boolean taken = columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(LABEL));
    return taken ? PREDICTED_LABEL : LABEL;
  }
}
