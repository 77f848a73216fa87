package io.github.mnistdl4j.interop.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

  /**
   * Returns a layer's weights in Keras's order, such as the kernel and behind it the bias.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException if the file has none
   */
  List<HdfArray> weights(KerasLayer layer) {
    return grouped(layer.groups())
        .or(() -> named(layer))
        .orElseThrow(() -> layer.refused("has no weights in the file"));
  }

  /** Returns what Keras 3 keeps of the dense layer with a number, from 0. */
  Optional<List<HdfArray>> numbered(int dense) {
    return grouped(List.of(KerasDescription.denseName(dense)));
  }

  private Optional<List<HdfArray>> grouped(List<String> groups) {
    return LAYERS.stream()
        .map(layers -> layers + "/" + String.join("/" + layers + "/", groups) + "/vars")
        .filter(hdf::has)
        .findFirst()
        .map(this::numbered);
  }

  /** Returns all that the optimizer keeps, in its order; none if the file has nothing of it. */
  List<HdfArray> optimizer() {
    return hdf.has("optimizer/vars")
        ? numbered("optimizer/vars")
        : listed("optimizer_weights", name -> true).orElse(List.of());
  }

  /** Returns the data sets of a group in the order of the numbers that are their names. */
  private List<HdfArray> numbered(String group) {
    return hdf.names(group).stream()
        .filter(name -> NUMBER.matcher(name).matches())
        .sorted((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)))
        .map(name -> hdf.array(group + "/" + name))
        .toList();
  }

  /** A model that is a layer has the weights of all its layers, by their names. */
  private Optional<List<HdfArray>> named(KerasLayer layer) {
    String own = "/" + layer.name() + "/";
    return Stream.of("model_weights/" + layer.outerName(), layer.outerName())
        .filter(hdf::has)
        .findFirst()
        .flatMap(group -> listed(group, name -> !layer.isNested() || ("/" + name).contains(own)))
        .filter(found -> !layer.isNested() || !found.isEmpty());
  }

  /** Returns the names of the groups that Keras 3 keeps layers in. */
  Stream<String> groups() {
    return LAYERS.stream().flatMap(layers -> hdf.names(layers).stream());
  }

  /** Returns whether one of these groups has nothing that a prediction needs. */
  boolean isWithoutWeights(String group) {
    return LAYERS.stream()
        .map(layers -> layers + "/" + group)
        .allMatch(
            path ->
                hdf.names(path + "/vars").isEmpty()
                    && LAYERS.stream().allMatch(inner -> hdf.names(path + "/" + inner).isEmpty()));
  }

  /** Returns the data sets that a group's attribute lists, of those that are wanted. */
  Optional<List<HdfArray>> listed(String group, Predicate<String> wanted) {
    if (!hdf.has(group)) {
      return Optional.empty();
    }
    List<HdfArray> arrays = new ArrayList<>();
    for (String name : hdf.texts(group, "weight_names").orElse(List.of())) {
      if (wanted.test(name)) {
        arrays.add(hdf.array(group + "/" + name));
      }
    }
    return Optional.of(arrays);
  }
}
