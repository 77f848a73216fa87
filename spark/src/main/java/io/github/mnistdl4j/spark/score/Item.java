package io.github.mnistdl4j.spark.score;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image, or what is the matter with it.
 *
 * @param carried values of the input's {@link Column}s
 * @param pixels {@code [784]} in [0, 1], as {@code Predictor} takes them; empty if there is a
 *     problem
 * @param problem a clause to be put behind the image's name
 */
record Item(List<@Nullable Object> carried, Optional<float[]> pixels, Optional<String> problem) {
  Item {
    carried = Collections.unmodifiableList(carried);
  }

  static Item of(List<@Nullable Object> carried, float[] pixels) {
    return new Item(carried, Optional.of(pixels), Optional.empty());
  }

  static Item broken(List<@Nullable Object> carried, String problem) {
    return new Item(carried, Optional.empty(), Optional.of(problem));
  }
}
