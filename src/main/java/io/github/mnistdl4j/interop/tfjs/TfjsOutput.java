package io.github.mnistdl4j.interop.tfjs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.keras.KerasNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Writes {@code model.json} and one file of weights. */
final class TfjsOutput {
  /** What the names of the files of weights are in. */
  static final String MODEL = "model.json";

  static final String PAGE = "index.html";
  static final String NETWORK = "model.js";
  private static final String WEIGHTS = "weights.bin";

  /** A layer, for TensorFlow.js has no activation of that name. */
  private static final String LEAKY = "leaky_relu";

  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private static final Set<String> NAMES = Set.of(MODEL, WEIGHTS, PAGE, NETWORK);

  /** How {@code model.json} begins here; TensorFlow.js itself begins otherwise. */
  private static final String START = "{\"format\":\"layers-model\",\"generatedBy\":\"mnist-dl4j ";

  private TfjsOutput() {}

  static void write(DenseModel model, Path folder) throws IOException {
    Files.write(folder.resolve(MODEL), GSON.toJson(json(model)).getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve(WEIGHTS), weights(model));
  }

  /** Returns whether a folder has what is written here, by this application, and nothing else. */
  static boolean isExport(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Path model = folder.resolve(MODEL);
      return files.allMatch(file -> NAMES.contains(String.valueOf(file.getFileName())))
          && Files.isRegularFile(model)
          && new String(ModelStart.of(model).bytes(), StandardCharsets.UTF_8).startsWith(START);
    } catch (IOException e) {
      return false;
    }
  }

  /** TensorFlow.js fails on optimizers that it does not have: these are said in Keras's words. */
  private static JsonObject json(DenseModel model) {
    JsonObject topology = KerasNetwork.describe(model);
    JsonObject config = topology.getAsJsonObject("config");
    JsonArray layers = leakyApart(config.getAsJsonArray("layers"));
    config.add("layers", layers);
    JsonObject json = new JsonObject();
    json.addProperty("format", "layers-model");
    json.addProperty("generatedBy", model.maker());
    json.add("convertedBy", JsonNull.INSTANCE);
    json.add("modelTopology", topology);
    model
        .optimizer()
        .flatMap(state -> TfjsOptimizers.of(state.optimizer()))
        .ifPresentOrElse(
            optimizer -> json.add("trainingConfig", training(model.loss(), optimizer)),
            () -> topology.add("training_config", KerasNetwork.describeTraining(model)));
    json.add("weightsManifest", manifest(model, layers));
    json.add("userDefinedMetadata", metadata(model));
    return json;
  }

  /** Returns the layers, with each leaky activation as a layer of its own. */
  private static JsonArray leakyApart(JsonArray layers) {
    JsonArray apart = new JsonArray();
    for (JsonElement layer : layers) {
      JsonObject config = layer.getAsJsonObject().getAsJsonObject("config");
      apart.add(layer);
      if (config.has("activation") && config.get("activation").getAsString().equals(LEAKY)) {
        config.addProperty("activation", "linear");
        apart.add(leaky(config.get("name").getAsString() + "_" + LEAKY));
      }
    }
    return apart;
  }

  private static JsonObject leaky(String name) {
    JsonObject config = new JsonObject();
    config.addProperty("alpha", Activation.LEAKY_RELU_SLOPE);
    config.addProperty("name", name);
    config.addProperty("trainable", true);
    JsonObject layer = new JsonObject();
    layer.addProperty("class_name", "LeakyReLU");
    layer.add("config", config);
    return layer;
  }

  private static JsonObject training(Loss loss, JsonObject optimizer) {
    JsonObject training = new JsonObject();
    training.add("optimizer_config", optimizer);
    training.addProperty(
        "loss",
        loss == Loss.MEAN_SQUARED_ERROR ? "mean_squared_error" : "categorical_crossentropy");
    training.add("metrics", array("accuracy"));
    return training;
  }

  private static JsonArray manifest(DenseModel model, JsonArray layers) {
    JsonArray specs = new JsonArray();
    int number = 0;
    for (JsonElement layer : layers) {
      JsonObject described = layer.getAsJsonObject();
      if (described.get("class_name").getAsString().equals("Dense")) {
        String name = described.getAsJsonObject("config").get("name").getAsString();
        DenseWeights weights = model.layers().get(number++);
        specs.add(spec(name + "/kernel", weights.inputs(), weights.units()));
        specs.add(spec(name + "/bias", weights.units()));
      }
    }
    JsonObject group = new JsonObject();
    group.add("paths", array(WEIGHTS));
    group.add("weights", specs);
    JsonArray groups = new JsonArray();
    groups.add(group);
    return groups;
  }

  private static JsonObject spec(String name, int... sides) {
    JsonArray shape = new JsonArray();
    for (int side : sides) {
      shape.add(side);
    }
    JsonObject spec = new JsonObject();
    spec.addProperty("name", name);
    spec.add("shape", shape);
    spec.addProperty("dtype", "float32");
    return spec;
  }

  private static JsonObject metadata(DenseModel model) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("written_by", model.maker());
    metadata.addProperty("pixels", String.valueOf(model.pixels().orElseThrow()));
    metadata.add("classes", array(model.classes().toArray(String[]::new)));
    return metadata;
  }

  private static JsonArray array(String... texts) {
    JsonArray array = new JsonArray();
    for (String text : texts) {
      array.add(text);
    }
    return array;
  }

  /** Returns all kernels and biases, layer by layer, as little-endian float32. */
  static byte[] weights(DenseModel model) {
    int count = model.layers().stream().mapToInt(each -> each.kernel().length + each.units()).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, count)).order(ByteOrder.LITTLE_ENDIAN);
    for (DenseWeights layer : model.layers()) {
      for (float[] numbers : new float[][] {layer.kernel(), layer.bias()}) {
        bytes.asFloatBuffer().put(numbers);
        bytes.position(bytes.position() + Float.BYTES * numbers.length);
      }
    }
    return bytes.array();
  }
}
