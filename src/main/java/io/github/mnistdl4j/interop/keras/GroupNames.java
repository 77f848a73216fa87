package io.github.mnistdl4j.interop.keras;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names the groups of HDF5 that Keras 3 keeps the layers of a model in: by the class, with the
 * number of those before it, as in {@code dense}, {@code dense_1}, {@code batch_normalization}.
 */
final class GroupNames {
  private final Map<String, Integer> used = new HashMap<>();

  /** Returns the name of the next layer of a class (Keras: {@code to_snake_case}). */
  String next(String kind) {
    String name =
        kind.replaceAll("\\W+", "")
            .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
            .replaceAll("([a-z])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT);
    int before = used.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + "_" + before;
  }
}
