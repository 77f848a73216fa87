package io.github.mnistdl4j.interop.keras;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.api.WritableNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a network's weights as HDF5. No group is left empty and no attribute is large: of both,
 * the library makes files that HDF5 itself cannot open.
 */
final class HdfOutput {
  /** HDF5 keeps attributes up to 64 KB with their object. */
  private static final int MOST_ATTRIBUTE_BYTES = 60_000;

  /** Keras 2's last version, whose words the older format is written in. */
  private static final String KERAS_2 = "2.15.0";

  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private HdfOutput() {}

  /** Writes weights and the optimizer's state as Keras 3 does. */
  static void weights(DenseModel model, Path file) {
    try (WritableHdfFile hdf = open(file)) {
      WritableGroup layers = hdf.putGroup("layers");
      for (int i = 0; i < model.layers().size(); i++) {
        WritableGroup vars = layers.putGroup(KerasDescription.denseName(i)).putGroup("vars");
        DenseWeights layer = model.layers().get(i);
        vars.putDataset("0", rows(layer.kernel(), layer.units()));
        vars.putDataset("1", layer.bias());
      }
      model.optimizer().ifPresent(state -> optimizer(state, model, hdf));
    }
  }

  /** Opens a file without the attribute that tells the machine: it is the same on all. */
  private static WritableHdfFile open(Path file) {
    WritableHdfFile hdf = HdfFile.write(file);
    hdf.removeAttribute("_jHDF");
    return hdf;
  }

  private static void optimizer(OptimizerState state, DenseModel model, WritableHdfFile hdf) {
    WritableGroup vars = hdf.putGroup("optimizer").putGroup("vars");
    int number = 0;
    for (Object variable : variables(state, model)) {
      vars.putDataset(Integer.toString(number++), variable);
    }
  }

  private static void legacyOptimizer(OptimizerState state, DenseModel model, WritableHdfFile hdf) {
    WritableGroup group = hdf.putGroup("optimizer_weights");
    List<String> names = new ArrayList<>();
    for (Object variable : variables(state, model)) {
      String name = "variable_" + names.size();
      group.putDataset(name, variable);
      names.add(name);
    }
    group.putAttribute("weight_names", names.toArray(String[]::new));
  }

  /** Returns all that Keras 3 keeps of an optimizer: steps, learning rate, then by variable. */
  private static List<Object> variables(OptimizerState state, DenseModel model) {
    List<Object> all = new ArrayList<>();
    all.add((long) state.iterations());
    all.add((float) state.optimizer().learningRate());
    for (int variable = 0; variable < 2 * model.layers().size(); variable++) {
      for (List<float[]> slot : state.slots()) {
        float[] numbers = slot.get(variable);
        boolean kernel = variable % 2 == 0;
        all.add(kernel ? rows(numbers, model.layers().get(variable / 2).units()) : numbers);
      }
    }
    return all;
  }

  /**
   * Writes network, weights and how it is trained as Keras 2 does.
   *
   * @throws InteropException if the description is too long for it
   */
  static void legacy(DenseModel model, Path file) {
    KerasDescription keras = new KerasDescription(false);
    try (WritableHdfFile hdf = open(file)) {
      attribute(hdf, "keras_version", KERAS_2);
      attribute(hdf, "backend", "tensorflow");
      attribute(hdf, "model_config", GSON.toJson(keras.model(model)));
      attribute(hdf, "training_config", GSON.toJson(keras.training(model)));
      attribute(hdf, "pixels", String.valueOf(model.pixels().orElseThrow()));
      attribute(hdf, "classes", GSON.toJson(model.classes()));
      WritableGroup weights = hdf.putGroup("model_weights");
      List<String> names =
          IntStream.range(0, model.layers().size()).mapToObj(KerasDescription::denseName).toList();
      weights.putAttribute("layer_names", names.toArray(String[]::new));
      attribute(weights, "backend", "tensorflow");
      attribute(weights, "keras_version", KERAS_2);
      model.optimizer().ifPresent(state -> legacyOptimizer(state, model, hdf));
      for (String name : names) {
        DenseWeights layer = model.layers().get(names.indexOf(name));
        WritableGroup outer = weights.putGroup(name);
        outer.putAttribute("weight_names", new String[] {name + "/kernel:0", name + "/bias:0"});
        WritableGroup inner = outer.putGroup(name);
        inner.putDataset("kernel:0", rows(layer.kernel(), layer.units()));
        inner.putDataset("bias:0", layer.bias());
      }
    }
  }

  private static void attribute(WritableNode node, String name, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > MOST_ATTRIBUTE_BYTES) {
      throw new InteropException(
          "The network's %s is too long for an .h5 file. Export it with --format keras."
              .formatted(name));
    }
    node.putAttribute(name, value);
  }

  private static float[][] rows(float[] numbers, int columns) {
    float[][] rows = new float[numbers.length / columns][columns];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(numbers, row * columns, rows[row], 0, columns);
    }
    return rows;
  }
}
