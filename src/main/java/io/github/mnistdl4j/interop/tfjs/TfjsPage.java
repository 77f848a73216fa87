package io.github.mnistdl4j.interop.tfjs;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes the page that runs a network in a browser. It is opened from the disk, where a page may
 * neither fetch files nor import modules: the network is a script, and the page's scripts are put
 * together into one, those of the served page among them.
 */
final class TfjsPage {
  static final String PAGE = "index.html";
  static final String NETWORK = "model.js";

  private static final String OWN = "/io/github/mnistdl4j/interop/tfjs/";
  private static final String SERVED = "/io/github/mnistdl4j/serving/page/";

  /** Each before those that use it. */
  private static final List<String> SCRIPTS =
      List.of(
          SERVED + "picture.js",
          SERVED + "pointer.js",
          SERVED + "keyboard.js",
          OWN + "network.js",
          OWN + "form.js",
          OWN + "page.js");

  private static final List<String> STYLES =
      List.of(SERVED + "page.css", SERVED + "drawing.css", OWN + "answer.css");

  private TfjsPage() {}

  static void write(DenseModel model, Path folder) throws IOException {
    String page =
        text(OWN + PAGE)
            .replace("/* STYLES */\n", joined(STYLES))
            .replace("/* SCRIPTS */\n", unbound(joined(SCRIPTS)));
    Files.writeString(folder.resolve(PAGE), page);
    Files.writeString(
        folder.resolve(NETWORK),
        "globalThis.MODEL = %s;\n".formatted(new Gson().toJson(json(model))));
  }

  private static JsonObject json(DenseModel model) {
    JsonObject json = new JsonObject();
    json.addProperty("written_by", model.maker());
    json.addProperty("width", model.width());
    json.addProperty("height", model.height());
    json.addProperty(
        "centred", Preparation.of(model.width(), model.height()) == Preparation.DIGITS);
    JsonArray classes = new JsonArray();
    model.classes().forEach(classes::add);
    json.add("classes", classes);
    JsonArray layers = new JsonArray();
    for (DenseWeights each : model.layers()) {
      JsonObject layer = new JsonObject();
      layer.addProperty("inputs", each.inputs());
      layer.addProperty("units", each.units());
      layer.addProperty("activation", each.activation().name().toLowerCase(Locale.ROOT));
      layers.add(layer);
    }
    json.add("layers", layers);
    json.addProperty("weights", Base64.getEncoder().encodeToString(TfjsOutput.weights(model)));
    return json;
  }

  /** Takes out what binds modules to each other: all are in one. */
  private static String unbound(String scripts) {
    return scripts
        .lines()
        .filter(line -> !line.startsWith("import "))
        .map(line -> line.replaceFirst("^export ", ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String joined(List<String> resources) throws IOException {
    StringBuilder whole = new StringBuilder();
    for (String each : resources) {
      whole.append(text(each));
    }
    return whole.toString();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = TfjsPage.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
