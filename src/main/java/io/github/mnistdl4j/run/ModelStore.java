package io.github.mnistdl4j.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.network.Networks;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Keeps networks in Deeplearning4j's own format, which any of its programs can read. */
public final class ModelStore {
  private static final String ITERATIONS = "iterationCount";
  private static final String EPOCHS = "epochCount";

  private ModelStore() {}

  /**
   * Saves a network with its updater's state and counters.
   *
   * @throws RunException if the file cannot be written
   */
  public static void save(MultiLayerNetwork network, Path file) {
    AtomicFile.write(file, out -> ModelSerializer.writeModel(network, out, true));
  }

  /**
   * Loads the network of a run.
   *
   * @param config the run's configuration, which the file must agree with
   * @throws RunException if the file is missing, damaged, of another network, or hostile
   */
  public static MultiLayerNetwork load(Path file, RunConfig config) {
    MultiLayerNetwork network = Networks.create(config);
    @Nullable INDArray state = network.getUpdater().getStateViewArray();
    long numbers = network.numParams() + (state == null ? 0 : state.length());
    try (ModelArchive archive = new ModelArchive(file, numbers)) {
      JsonObject saved = json(archive);
      requireSame(archive, saved, network.getLayerWiseConfigurations());
      copy(archive.parameters(network.numParams()), network.params());
      if (state != null) {
        copy(archive.updaterState(state.length()), state);
      }
      network.getLayerWiseConfigurations().setIterationCount(saved.get(ITERATIONS).getAsInt());
      network.setEpochCount(saved.get(EPOCHS).getAsInt());
      return network;
    }
  }

  private static void copy(float[] numbers, INDArray target) {
    target.assign(Nd4j.create(numbers).reshape(target.shape()));
  }

  private static JsonObject json(ModelArchive archive) {
    try {
      return JsonParser.parseString(archive.configuration()).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw archive.problem("is damaged: configuration.json is not a JSON object");
    }
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
