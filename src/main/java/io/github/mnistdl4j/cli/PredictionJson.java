package io.github.mnistdl4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.prediction.Prediction;
import java.util.List;
import java.util.OptionalLong;

/** Predictions as JSON lines. */
final class PredictionJson implements PredictionLines {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  @Override
  public List<String> header() {
    return List.of();
  }

  @Override
  public List<String> prediction(String file, OptionalLong index, Prediction prediction) {
    JsonObject object = new JsonObject();
    object.addProperty("file", file);
    index.ifPresent(i -> object.addProperty("index", i));
    object.addProperty("digit", prediction.digit());
    object.addProperty("probability", prediction.probability());
    object.add("probabilities", GSON.toJsonTree(prediction.probabilities()));
    return List.of(GSON.toJson(object));
  }

  @Override
  public List<String> problem(String file, String problem) {
    JsonObject object = new JsonObject();
    object.addProperty("file", file);
    object.addProperty("error", problem);
    return List.of(GSON.toJson(object));
  }
}
