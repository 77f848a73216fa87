package io.github.mnistdl4j.interop.onnx;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;

/**
 * What this application says beside the graph, in the model's {@code metadata_props}.
 *
 * @param classes names of the outputs in their order; empty if they are not said
 * @param pixels how inputs are scaled
 * @param loss what training minimises
 * @param maker what trained the network
 */
record OnnxMetadata(
    List<String> classes,
    Optional<PixelScale> pixels,
    Optional<Loss> loss,
    Optional<String> maker) {
  private static final String CLASSES = "classes";
  private static final String LOSS = "loss";
  private static final String MAKER = "maker";
  private static final String PIXELS = "pixels";

  /** More than a data set has. */
  private static final int MOST_CLASSES = 10_000;

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  OnnxMetadata {
    classes = List.copyOf(classes);
  }

  /** Returns what a file says; what is not in this application's words is left aside. */
  static OnnxMetadata of(ModelProto model) {
    return new OnnxMetadata(
        value(model, CLASSES).map(OnnxMetadata::names).orElse(List.of()),
        value(model, PIXELS).flatMap(PixelScale::named),
        value(model, LOSS).flatMap(OnnxMetadata::loss),
        value(model, MAKER).map(String::strip).filter(maker -> !maker.isEmpty()));
  }

  private static Optional<String> value(ModelProto model, String key) {
    return model.getMetadataPropsList().stream()
        .filter(entry -> entry.getKey().equals(key))
        .map(StringStringEntryProto::getValue)
        .findFirst();
  }

  /** Returns the texts of a JSON list; none if it is another form. */
  private static List<String> names(String json) {
    List<String> names = new ArrayList<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.beginArray();
      while (reader.hasNext() && names.size() < MOST_CLASSES) {
        names.add(reader.nextString());
      }
      reader.endArray();
      return names;
    } catch (IOException | IllegalStateException | JsonParseException e) {
      return List.of();
    }
  }

  private static Optional<Loss> loss(String name) {
    return Arrays.stream(Loss.values()).filter(loss -> name(loss).equals(name)).findFirst();
  }

  /** Returns a loss's name as in Keras. */
  private static String name(Loss loss) {
    return loss.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Adds what a model's graph does not say.
   *
   * @param pixels how its inputs are scaled
   */
  static void add(DenseModel model, PixelScale pixels, ModelProto.Builder proto) {
    proto
        .addMetadataProps(entry(CLASSES, GSON.toJson(model.classes())))
        .addMetadataProps(entry(PIXELS, pixels.toString()))
        .addMetadataProps(entry(LOSS, name(model.loss())))
        .addMetadataProps(entry(MAKER, model.maker()));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
