package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Dense layers of a file that has weights and no network: {@code save_weights} of Keras 3, which
 * names them by class and number, or of Keras 2, which lists them.
 */
final class WeightsAlone {
  private final HdfSource hdf;
  private final WeightFile file;
  private final List<List<HdfArray>> layers;

  /**
   * Finds the layers.
   *
   * @throws InteropException if it has none, or others than dense ones
   */
  WeightsAlone(HdfSource hdf) {
    this.hdf = hdf;
    this.file = new WeightFile(hdf);
    this.layers = hdf.texts("", "layer_names").map(this::listed).orElseGet(this::numbered);
    if (layers.isEmpty()) {
      throw hdf.problem("has weights of no Dense layer");
    }
  }

  private List<List<HdfArray>> listed(List<String> names) {
    List<List<HdfArray>> found = new ArrayList<>();
    for (String name : names) {
      List<HdfArray> arrays = file.listed(name, variable -> true).orElse(List.of());
      if (!arrays.isEmpty()) {
        found.add(requireDense(name, arrays));
      }
    }
    return found;
  }

  private List<List<HdfArray>> numbered() {
    List<List<HdfArray>> found = new ArrayList<>();
    file.groups().filter(name -> !isDense(name)).forEach(this::requireNoWeights);
    long wanted = file.groups().filter(WeightsAlone::isDense).distinct().count();
    for (int dense = 0; dense < wanted; dense++) {
      String name = KerasDescription.denseName(dense);
      List<HdfArray> arrays =
          file.numbered(dense).orElseThrow(() -> hdf.problem("lacks the weights of " + name));
      found.add(requireDense(name, arrays));
    }
    return found;
  }

  private static boolean isDense(String name) {
    return name.equals("dense") || name.matches("dense_\\d{1,6}");
  }

  private void requireNoWeights(String name) {
    if (!file.isWithoutWeights(name)) {
      throw hdf.problem(
          "has weights of \"%s\", which is no Dense layer: save the whole model with model.save(\"model.keras\")"
              .formatted(InteropException.printable(name)));
    }
  }

  private List<HdfArray> requireDense(String name, List<HdfArray> arrays) {
    boolean kernel = !arrays.isEmpty() && arrays.get(0).shape().length == 2;
    boolean dense =
        kernel
            && (arrays.size() == 1
                || (arrays.size() == 2 && arrays.get(1).hasShape(arrays.get(0).shape()[1])));
    if (!dense) {
      throw hdf.problem(
          "has weights of \"%s\" that are none of a Dense layer (%s): save the whole model with model.save(\"model.keras\")"
              .formatted(
                  InteropException.printable(name),
                  arrays.stream().map(HdfArray::shapeInWords).collect(Collectors.joining(", "))));
    }
    return arrays;
  }

  /**
   * Returns a network with these weights in place of its own.
   *
   * @throws InteropException if they are of another one
   */
  DenseModel fill(DenseModel network) {
    if (inputs() != network.layers().get(0).inputs()) {
      throw hdf.problem("has weights of another network");
    }
    return network.withLayers(of(network.layers().stream().map(WeightsAlone::config).toList()));
  }

  private static LayerConfig config(DenseWeights layer) {
    return new LayerConfig(
        Optional.of(layer.units()),
        layer.activation(),
        layer.slope(),
        layer.dropout(),
        layer.l1(),
        layer.l2());
  }

  /**
   * Returns the network of a configuration, on square images, with these weights.
   *
   * @throws InteropException if they are of another one
   */
  DenseModel model(RunConfig config) {
    List<DenseWeights> filled = of(config.network().layers());
    InputShape image = InputShape.image(inputs());
    List<String> notes = new ArrayList<>();
    notes.add(
        "The file has weights alone: activations, loss and optimizer are the configuration's.");
    return new DenseModel(
        "Keras weights (.h5)",
        "Keras "
            + hdf.text("", "keras_version")
                .map(InteropException::printable)
                .orElse("of an unknown version"),
        image.sides().get(0),
        image.sides().get(1),
        PixelScale.UNIT,
        Optional.empty(),
        filled,
        config.training().loss(),
        optimizer(config.training().optimizer(), filled, notes),
        List.of(),
        notes);
  }

  private int inputs() {
    return layers.get(0).get(0).shape()[0];
  }

  /** Returns an optimizer with what the file has of one; empty if it has nothing. */
  private Optional<OptimizerState> optimizer(
      Optimizer optimizer, List<DenseWeights> filled, List<String> notes) {
    List<HdfArray> saved = file.optimizer();
    if (saved.isEmpty()) {
      return Optional.empty();
    }
    List<Boolean> biases = layers.stream().map(arrays -> arrays.size() == 2).toList();
    notes.add(
        "The file has an optimizer's state, but does not say which: it is taken as that of training.optimizer.");
    return Optional.of(OptimizerSlots.of(optimizer, saved, filled, biases, notes));
  }

  /**
   * Returns the layers of a network with the weights of the file.
   *
   * @param network its layers; the last may lack its units
   * @throws InteropException if they have other sizes; the message says both
   */
  private List<DenseWeights> of(List<LayerConfig> network) {
    List<DenseWeights> filled = new ArrayList<>();
    int inputs = inputs();
    for (int i = 0; i < layers.size() && i < network.size(); i++) {
      LayerConfig layer = network.get(i);
      HdfArray kernel = layers.get(i).get(0);
      int units = kernel.shape()[1];
      if (kernel.hasShape(inputs, layer.units().orElse(units))) {
        float[] bias =
            layers.get(i).size() == 2 ? layers.get(i).get(1).numbers() : new float[units];
        filled.add(
            new DenseWeights(
                inputs,
                units,
                kernel.numbers(),
                bias,
                layer.activation(),
                layer.slope(),
                layer.dropout(),
                layer.l1(),
                layer.l2()));
      }
      inputs = units;
    }
    if (filled.size() != Math.max(layers.size(), network.size())) {
      throw hdf.problem(
          "has weights alone, of layers of %s units, but the network that the configuration names has %s. Name the network that they are of, with its activations: --config FILE, or --set \"network.layers=[{units: …, activation: …}, …]\""
              .formatted(
                  layers.stream().map(arrays -> arrays.get(0).shape()[1]).toList(),
                  network.stream()
                      .flatMap(layer -> Stream.of(layer.units().map(String::valueOf).orElse("any")))
                      .toList()));
    }
    return filled;
  }
}
