package io.github.mnistdl4j.run;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.Temperature;
import io.github.mnistdl4j.network.Networks;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Keeps networks in Deeplearning4j's own format, which any of its programs can read. */
public final class ModelStore {
  private static final String ITERATIONS = "iterationCount";
  private static final String REJECTION = "rejection";
  private static final String TEMPERATURE = "temperature";
  private static final String EPOCHS = "epochCount";

  /** The earliest that a zip file has: the same network gives the same bytes. */
  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final Gson GSON = new Gson();

  private ModelStore() {}

  /**
   * Saves a network with its updater's state and counters, and the preprocessing of its images as
   * one entry more, which Deeplearning4j passes over.
   *
   * @throws RunException if the file cannot be written
   */
  public static void save(TrainedModel model, Path file) {
    RunFiles.write(file, out -> write(model, out));
  }

  /**
   * Writes the entries that {@code ModelSerializer.writeModel} does, and one more, for which its
   * file would have to be packed again.
   */
  private static void write(TrainedModel model, OutputStream out) throws IOException {
    MultiLayerNetwork network = model.network();
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION); // weights are almost random: packing takes off a tenth
    write(zip, ModelArchive.CONFIGURATION, network.getLayerWiseConfigurations().toJson());
    write(zip, ModelArchive.PARAMETERS, network.params());
    @Nullable INDArray state = network.getUpdater().getStateViewArray();
    if (state != null && state.length() > 0) {
      write(zip, ModelArchive.UPDATER, state);
    }
    write(zip, ModelArchive.PREPROCESSING, GSON.toJson(preprocessing(model)));
    zip.finish();
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIXED);
    return entry;
  }

  private static void write(ZipOutputStream zip, String entry, String text) throws IOException {
    zip.putNextEntry(entry(entry));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(ZipOutputStream zip, String entry, INDArray numbers)
      throws IOException {
    zip.putNextEntry(entry(entry));
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip));
    Nd4j.write(numbers, data);
    data.flush();
  }

  /**
   * Loads the network of a run, to be asked: at its temperature, if it has one.
   *
   * @param config the run's configuration, which the file must agree with
   * @throws RunException if the file is missing, damaged, of another network, or hostile
   */
  public static MultiLayerNetwork load(Path file, RunConfig config) {
    return calibrated(load(file, config, false)).network();
  }

  /** Loads the network of a run as it was trained, to be trained on. */
  static MultiLayerNetwork loadToTrain(Path file, RunConfig config) {
    return load(file, config, false).network();
  }

  /**
   * Loads the network of a run to ask it about images from elsewhere.
   *
   * @param config the run's configuration, which the file must agree with
   * @throws RunException as {@link #load(Path, RunConfig)}, and if the model does not say how its
   *     images were prepared
   */
  public static TrainedModel loadForPrediction(Path file, RunConfig config) {
    return calibrated(load(file, config, true));
  }

  /** Has the last layer of a loaded network take in its temperature. */
  private static TrainedModel calibrated(TrainedModel model) {
    model.temperature().ifPresent(temperature -> temperature.apply(model.network()));
    return new TrainedModel(
        model.network(), model.images(), model.mean(), model.rejection(), Optional.empty());
  }

  private static TrainedModel load(Path file, RunConfig config, boolean forPrediction) {
    try (ModelArchive archive = new ModelArchive(file, mostNumbers(config))) {
      Optional<Preprocessing> found = preprocessing(archive, forPrediction);
      DatasetInfo images = images(archive, found, config);
      MultiLayerNetwork network = Networks.create(config, images);
      @Nullable INDArray state = network.getUpdater().getStateViewArray();
      archive.requireSize(network.numParams() + (state == null ? 0 : state.length()));
      JsonObject saved = object(archive, "configuration.json", archive.configuration());
      requireSame(archive, saved, network.getLayerWiseConfigurations());
      copy(archive.numbers(ModelArchive.PARAMETERS, network.numParams()), network.params());
      if (state != null) {
        copy(archive.numbers(ModelArchive.UPDATER, state.length()), state);
      }
      network.getLayerWiseConfigurations().setIterationCount(saved.get(ITERATIONS).getAsInt());
      network.setEpochCount(saved.get(EPOCHS).getAsInt());
      OptionalDouble mean = found.map(Preprocessing::trainingMean).orElseGet(OptionalDouble::empty);
      return new TrainedModel(network, images, mean, rejection(archive), temperature(archive));
    }
  }

  /** Returns more numbers than a network of a configuration and its updater have. */
  private static long mostNumbers(RunConfig config) {
    NetworkConfig network = config.network();
    int classes = network.outputLayer().units().orElse(DatasetInfo.MAX_CLASSES);
    int pixels = DatasetInfo.MAX_SIDE * DatasetInfo.MAX_SIDE;
    return 3 * network.forClasses(classes).parameters(pixels);
  }

  private static void copy(float[] numbers, INDArray target) {
    target.assign(Nd4j.create(numbers).reshape(target.shape()));
  }

  private static JsonObject object(ModelArchive archive, String entry, String json) {
    try {
      return JsonParser.parseString(json).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw archive.problem("is damaged: %s is not a JSON object".formatted(entry));
    }
  }

  /** Returns how images are prepared, which ones the model refuses then, and its temperature. */
  private static JsonElement preprocessing(TrainedModel model) {
    JsonElement json = GSON.toJsonTree(Preprocessing.of(model.images(), model.mean()));
    model
        .rejection()
        .ifPresent(rule -> json.getAsJsonObject().add(REJECTION, GSON.toJsonTree(rule)));
    model
        .temperature()
        .ifPresent(it -> json.getAsJsonObject().addProperty(TEMPERATURE, it.value()));
    return json;
  }

  /** Older models and those that are not calibrated do not say it. */
  private static Optional<Temperature> temperature(ModelArchive archive) {
    return archive
        .preprocessing()
        .map(text -> object(archive, ModelArchive.PREPROCESSING, text).get(TEMPERATURE))
        .map(value -> temperature(archive, value));
  }

  private static Temperature temperature(ModelArchive archive, JsonElement value) {
    try {
      Temperature found = new Temperature(GSON.fromJson(value, double.class));
      if (found.isUsable()) {
        return found;
      }
    } catch (JsonParseException e) {
      // said below
    }
    throw archive.problem(
        "is damaged: its temperature is %.40s, but must be from 0.25 to 20".formatted(value));
  }

  /** Older models do not say it: they refuse nothing. */
  private static Optional<RejectionRule> rejection(ModelArchive archive) {
    try {
      return archive
          .preprocessing()
          .map(text -> object(archive, ModelArchive.PREPROCESSING, text).get(REJECTION))
          .map(rule -> GSON.fromJson(rule, RejectionRule.class))
          .filter(RejectionRule::isUsable);
    } catch (JsonParseException e) {
      throw archive.problem("is damaged: what it refuses is not understood");
    }
  }

  private static Optional<Preprocessing> preprocessing(ModelArchive archive, boolean mustBeThere) {
    Optional<String> json = archive.preprocessing();
    if (json.isEmpty() && mustBeThere) {
      throw archive.problem(
          "does not say how its images were prepared: it has no preprocessing.json");
    }
    try {
      return json.map(text -> object(archive, ModelArchive.PREPROCESSING, text))
          .map(object -> GSON.fromJson(object, Preprocessing.class));
    } catch (JsonParseException e) {
      throw unknownForm(archive, e);
    }
  }

  /** Models that Deeplearning4j wrote by itself do not say it: they are MNIST's. */
  private static DatasetInfo images(
      ModelArchive archive, Optional<Preprocessing> found, RunConfig config) {
    try {
      return found
          .map(preprocessing -> preprocessing.info(config.data().dataset()))
          .orElse(DatasetInfo.MNIST);
    } catch (IllegalArgumentException e) {
      throw unknownForm(archive, e);
    }
  }

  private static RunException unknownForm(ModelArchive archive, RuntimeException e) {
    return archive.problem(
        "expects images in a form that this version cannot make: %.300s".formatted(e.getMessage()));
  }

  /** The saved layers must be this network's own, with their optimizer and loss. */
  private static void requireSame(
      ModelArchive archive, JsonObject saved, MultiLayerConfiguration expected) {
    JsonObject ours = JsonParser.parseString(expected.toJson()).getAsJsonObject();
    if (!layers(ours).equals(layers(saved))) {
      throw archive.problem("is of another network than the run's config.yaml describes");
    }
    for (String counter : List.of(ITERATIONS, EPOCHS)) {
      if (saved.get(counter) == null || !saved.get(counter).toString().matches("\\d{1,9}")) {
        throw archive.problem("is damaged: its configuration.json has no " + counter);
      }
    }
  }

  private static List<JsonElement> layers(JsonObject network) {
    if (!(network.get("confs") instanceof JsonArray layers)) {
      return List.of();
    }
    return layers.asList().stream()
        .map(layer -> layer instanceof JsonObject object ? object.get("layer") : layer)
        .toList();
  }
}
