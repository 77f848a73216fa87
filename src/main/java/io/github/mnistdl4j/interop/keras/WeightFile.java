package io.github.mnistdl4j.interop.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds weights in HDF5, or in what is asked in the same way: as Keras 3 keeps them, by a layer's
 * class and how many of it come before, or as the older format does, by its name.
 */
final class WeightFile {
  /** Where different versions have the layers of a model. */
  private static final List<String> LAYERS = List.of("layers", "_layer_checkpoint_dependencies");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
  private final WeightSource hdf;

  WeightFile(WeightSource hdf) {
    this.hdf = hdf;
  }

  /** Returns a dense layer's kernel and, behind it, its bias if the file has one. */
  List<HdfArray> weights(DenseSpec dense) {
    return numbered(dense.order())
        .or(() -> named(dense.layer().name()))
        .orElseThrow(() -> dense.layer().refused("has no weights in the file"));
  }

  /** Returns what Keras 3 keeps of the dense layer with a number, from 0. */
  Optional<List<HdfArray>> numbered(int dense) {
    return LAYERS.stream()
        .map(layers -> layers + "/" + KerasDescription.denseName(dense) + "/vars")
        .filter(hdf::has)
        .findFirst()
        .map(this::numbered);
  }

  /** Returns all that the optimizer keeps, in its order; none if the file has nothing of it. */
  List<HdfArray> optimizer() {
    return hdf.has("optimizer/vars")
        ? numbered("optimizer/vars")
        : listed("optimizer_weights").orElse(List.of());
  }

  /** Returns the data sets of a group in the order of the numbers that are their names. */
  private List<HdfArray> numbered(String group) {
    return hdf.names(group).stream()
        .filter(name -> NUMBER.matcher(name).matches())
        .sorted((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)))
        .map(name -> hdf.array(group + "/" + name))
        .toList();
  }

  private Optional<List<HdfArray>> named(String layer) {
    return Stream.of("model_weights/" + layer, layer)
        .filter(hdf::has)
        .findFirst()
        .flatMap(this::listed);
  }

  /** Returns the data sets that a group's attribute lists. */
  private Optional<List<HdfArray>> listed(String group) {
    if (!hdf.has(group)) {
      return Optional.empty();
    }
    List<HdfArray> arrays = new ArrayList<>();
    for (String name : hdf.texts(group, "weight_names").orElse(List.of())) {
      arrays.add(hdf.array(group + "/" + name));
    }
    return Optional.of(arrays);
  }
}
