package io.github.mnistdl4j.interop.tfjs;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.keras.KerasNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads and writes layers models of TensorFlow.js: a folder with {@code model.json} and files of
 * weights.
 *
 * <pre>{@code
 * DenseModel model = TfjsFile.read(Path.of("model-tfjs"));
 * System.out.println(model.maker() + ": " + model.outputs() + " outputs");
 * TfjsFile.write(model.onUnitPixels(PixelScale.UNIT), Path.of("copy-tfjs"));
 * }</pre>
 */
public final class TfjsFile {
  /** TensorFlow.js writes some hundred bytes for each layer and array. */
  private static final int MOST_JSON_BYTES = 1 << 24;

  private TfjsFile() {}

  /** Returns whether a path may be a model of TensorFlow.js: a folder, or a file of JSON. */
  public static boolean isOne(Path path) {
    return Files.isDirectory(path) || ModelStart.of(path).isJson();
  }

  /**
   * Reads a network.
   *
   * @param path {@code model.json}, under any name, or the folder that has it
   * @throws InteropException if it is missing, damaged, hostile, a graph model, or has a layer that
   *     cannot be taken over; the message names it
   */
  public static DenseModel read(Path path) {
    Path file = model(path);
    JsonFields json = json(file);
    JsonFields topology = topology(file, json);
    JsonFields described =
        topology.isNull("model_config") ? topology : topology.fields("model_config");
    WeightsManifest manifest = WeightsManifest.of(file, json);
    JsonFields training =
        json.isNull("trainingConfig")
            ? topology.fields("training_config")
            : json.fields("trainingConfig");
    JsonElement optimizer = training.get("optimizer_config");
    DenseModel model =
        new KerasNetwork(
                file,
                version(json, topology, described),
                described,
                training,
                json.isNull("trainingConfig") ? optimizer : TfjsOptimizers.inKeras(optimizer))
            .read("TensorFlow.js layers model", new TfjsWeights(manifest));
    JsonFields metadata = json.fields("userDefinedMetadata");
    return model
        .by(maker(json, topology, described), notes(manifest, model))
        .with(metadata.texts("classes"), metadata.text("pixels").flatMap(PixelScale::named));
  }

  /**
   * Returns all files that a network is in: {@code model.json}, then those of weights.
   *
   * @throws InteropException if one is missing, lies elsewhere, or has another size than declared
   */
  public static List<Path> files(Path path) {
    Path file = model(path);
    return Stream.concat(Stream.of(file), WeightsManifest.of(file, json(file)).files().stream())
        .toList();
  }

  private static Path model(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path file = path.resolve(TfjsOutput.MODEL);
    if (!Files.exists(file)) {
      throw new InteropException(
          "%s is a folder without %s, so it has no model of TensorFlow.js. Name a file, or the folder that has it."
              .formatted(path, TfjsOutput.MODEL));
    }
    return file;
  }

  private static JsonFields json(Path file) {
    ModelStart start = ModelStart.of(file);
    if (!start.isJson()) {
      throw new InteropException(
          "%s is no model of TensorFlow.js: it is %s.".formatted(file, start.kind()));
    }
    try {
      if (Files.size(file) > MOST_JSON_BYTES) {
        throw new InteropException(
            "%s is larger than 16 MiB, which no layers model is.".formatted(file));
      }
      byte[] bytes = Files.readAllBytes(file);
      return JsonFields.parse(new String(bytes, StandardCharsets.UTF_8), file.toString());
    } catch (IOException e) {
      throw InteropException.cannotRead(file, e);
    }
  }

  private static JsonFields topology(Path file, JsonFields json) {
    JsonFields topology = json.fields("modelTopology");
    String format = json.text("format").orElse("layers-model");
    if (format.equals("graph-model") || !topology.isNull("node")) {
      throw new InteropException(
          "%s is a graph model of TensorFlow.js, which has operations in place of layers. Convert the Keras model again, with --output_format=tfjs_layers_model."
              .formatted(file));
    }
    if (json.isNull("modelTopology") || json.isNull("weightsManifest")) {
      throw new InteropException(
          "%s is JSON, but no layers model of TensorFlow.js: it has no %s."
              .formatted(file, json.isNull("modelTopology") ? "modelTopology" : "weightsManifest"));
    }
    return topology;
  }

  /** Returns Keras's version; files of this application divide as Keras 2 does. */
  private static String version(JsonFields json, JsonFields topology, JsonFields described) {
    return topology
        .text("keras_version")
        .or(() -> described.text("keras_version"))
        .filter(version -> json.fields("userDefinedMetadata").isNull("written_by"))
        .orElse("2");
  }

  private static String maker(JsonFields json, JsonFields topology, JsonFields described) {
    String version = version(json, topology, described);
    String keras = version.startsWith("tfjs-layers") ? version : "Keras " + version;
    String maker =
        json.fields("userDefinedMetadata")
            .text("written_by")
            .orElseGet(
                () ->
                    json.text("convertedBy")
                        .map(converter -> "%s, converted by %s".formatted(keras, converter))
                        .orElse(keras));
    return InteropException.printable(maker);
  }

  private static List<String> notes(WeightsManifest manifest, DenseModel model) {
    List<String> notes = new ArrayList<>(model.notes());
    manifest
        .quantization()
        .ifPresent(
            type ->
                notes.add(
                    "The weights were rounded to %s when they were converted: they are taken as they are."
                        .formatted(type)));
    if (manifest.hasOptimizer()) {
      notes.add(
          "The optimizer's state is left out: of TensorFlow.js's files its settings alone are taken over.");
    }
    return notes;
  }

  /** Returns whether a folder was written by this application, and has nothing else. */
  public static boolean isExport(Path folder) {
    return TfjsOutput.isExport(folder);
  }

  /**
   * Writes a network into a folder, the same bytes for the same network, with a page {@code
   * index.html} that runs it in a browser, opened from the disk.
   *
   * @param model whose pixel scale is known, see {@link DenseModel#onUnitPixels}
   * @param folder is created if it does not exist
   * @throws InteropException if the model does not say how its pixels are scaled
   * @throws IOException if it cannot be written; then some files may be there
   */
  public static void write(DenseModel model, Path folder) throws IOException {
    DenseModel unit = model.onUnitPixels();
    Files.createDirectories(folder);
    TfjsOutput.write(unit, folder);
    TfjsPage.write(unit, folder);
  }
}
