package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.dense.ZippedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a network that Keras saved: {@code .keras} of Keras 3, and {@code .h5} of Keras 2 and 3.
 *
 * <pre>{@code
 * DenseModel model = KerasFile.read(Path.of("model.keras"));
 * System.out.println(model.maker() + ": " + model.outputs() + " outputs");
 * model.notes().forEach(System.out::println);
 * }</pre>
 */
public final class KerasFile {
  /** Keras writes some hundred bytes for each layer. */
  private static final int MOST_JSON_BYTES = 1 << 24;

  private KerasFile() {}

  /**
   * Reads a network; its content tells the format, not its name.
   *
   * @throws InteropException if the file is missing, damaged, hostile, of another kind, or has a
   *     layer that cannot be taken over; the message names it
   */
  public static DenseModel read(Path file) {
    ModelStart start = ModelStart.of(file);
    if (HdfSource.isHdf(start.bytes())) {
      return legacy(file);
    }
    if (start.isZip()) {
      return zipped(file);
    }
    throw new InteropException(
        "%s is not a model that can be read: it is %s. Models are files of Keras (.keras, .h5), ONNX and Deeplearning4j (.zip), and model.json of TensorFlow.js."
            .formatted(file, start.kind()));
  }

  private static DenseModel legacy(Path file) {
    try (HdfSource hdf = new HdfSource(file, Files.readAllBytes(file))) {
      JsonFields model =
          JsonFields.parse(
              hdf.text("", "model_config")
                  .orElseThrow(
                      () ->
                          hdf.problem(
                              "has weights alone, without the network (model_config): name the network, or save it with model.save")),
              file.toString());
      JsonFields training =
          hdf.text("", "training_config")
              .map(text -> JsonFields.parse(text, file.toString()))
              .orElseGet(() -> JsonFields.parse("{}", file.toString()));
      String version = hdf.text("", "keras_version").orElse("of an unknown version");
      JsonFields names =
          JsonFields.parse(
              "{\"classes\": %s}".formatted(hdf.text("", "classes").orElse("[]")), file.toString());
      return new KerasModel(
              file,
              version,
              version.startsWith("3"),
              model,
              training,
              training.get("optimizer_config"))
          .read("Keras HDF5 (.h5)", new WeightFile(hdf))
          .with(names.texts("classes"), pixels(hdf.text("", "pixels")));
    } catch (IOException e) {
      throw InteropException.cannotRead(file, e);
    }
  }

  private static DenseModel zipped(Path file) {
    try (ZippedModel zip = new ZippedModel(file)) {
      if (!zip.has("config.json") || !zip.has("model.weights.h5")) {
        throw new InteropException(
            "%s is a zip file, but not of Keras 3: %s."
                .formatted(
                    file,
                    zip.has("coefficients.bin")
                        ? "it is a model of Deeplearning4j"
                        : "it lacks config.json or model.weights.h5"));
      }
      JsonFields model = json(file, zip, "config.json");
      JsonFields metadata = json(file, zip, "metadata.json");
      byte[] weights = zip.bytes("model.weights.h5", ModelStart.MOST_BYTES).orElseThrow();
      JsonFields training = model.fields("compile_config");
      try (HdfSource hdf = new HdfSource(file, weights)) {
        String version = metadata.text("keras_version").orElse("3");
        return new KerasModel(
                file,
                version,
                version.startsWith("3") && metadata.isNull("written_by"),
                model,
                training,
                training.get("optimizer"))
            .read("Keras 3 (.keras)", new WeightFile(hdf))
            .with(metadata.texts("classes"), pixels(metadata.text("pixels")));
      }
    }
  }

  /** Returns how inputs are scaled, which files that this application wrote say. */
  private static Optional<PixelScale> pixels(Optional<String> name) {
    return name.flatMap(PixelScale::named);
  }

  /**
   * Returns whether a file has weights and no network: {@code save_weights} of Keras 3 ({@code
   * .weights.h5}) or Keras 2.
   *
   * @throws InteropException if it is missing or damaged
   */
  public static boolean hasWeightsAlone(Path file) {
    return HdfSource.isHdf(ModelStart.of(file).bytes())
        && hdf(file, hdf -> hdf.text("", "model_config").isEmpty());
  }

  /**
   * Reads the weights of a file that has nothing else.
   *
   * @param network with the layers that it is of
   * @throws InteropException if it is damaged, or of another network
   */
  public static DenseModel readWeights(Path file, DenseModel network) {
    return hdf(file, hdf -> new WeightsAlone(hdf).fill(network));
  }

  /**
   * Reads the weights of a file that has nothing else, and the optimizer's state if it has that.
   *
   * @param config names the network, its loss and its optimizer
   * @throws InteropException if it is damaged, or of another network
   */
  public static DenseModel readWeights(Path file, RunConfig config) {
    return hdf(file, hdf -> new WeightsAlone(hdf).model(config));
  }

  private static <T> T hdf(Path file, Function<HdfSource, T> read) {
    if (!HdfSource.isHdf(ModelStart.of(file).bytes())) {
      throw new InteropException("%s is not a file of weights: it is no HDF5.".formatted(file));
    }
    try (HdfSource hdf = new HdfSource(file, Files.readAllBytes(file))) {
      return read.apply(hdf);
    } catch (IOException e) {
      throw InteropException.cannotRead(file, e);
    }
  }

  /**
   * Writes a network, the same bytes for the same network.
   *
   * @param model that takes pixels from 0 to 1, see {@link DenseModel#onUnitPixels}
   * @param file is overwritten; another file lies beside it meanwhile
   * @throws IOException if it cannot be written
   */
  public static void write(DenseModel model, KerasFormat format, Path file) throws IOException {
    KerasOutput.write(model, format, file);
  }

  private static JsonFields json(Path file, ZippedModel zip, String entry) {
    byte[] bytes = zip.bytes(entry, MOST_JSON_BYTES).orElse(new byte[] {'{', '}'});
    return JsonFields.parse(new String(bytes, StandardCharsets.UTF_8), file + ", " + entry);
  }
}
