package io.github.mnistdl4j.interop.tfjs;

import static java.util.stream.Collectors.joining;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Activation;
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
import java.util.regex.Pattern;

/**
 * Writes the page that runs a network in a browser. It is opened from the disk, where a page may
 * neither fetch files nor import modules: the network is a script, and the page's scripts are put
 * together into one, those of the served page among them.
 */
final class TfjsPage {
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

  private static final Pattern EXPORT =
      Pattern.compile("^export (?:class|const|function) (\\w+)", Pattern.MULTILINE);

  private TfjsPage() {}

  static void write(DenseModel model, Path folder) throws IOException {
    String page =
        text(OWN + TfjsOutput.PAGE)
            .replace("/* STYLES */\n", styles())
            .replace("/* SCRIPTS */\n", scripts());
    Files.writeString(folder.resolve(TfjsOutput.PAGE), page);
    Files.writeString(
        folder.resolve(TfjsOutput.NETWORK),
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
      layer.addProperty("slope", Activation.LEAKY_RELU_SLOPE);
      layers.add(layer);
    }
    json.add("layers", layers);
    json.addProperty("weights", Base64.getEncoder().encodeToString(TfjsOutput.weights(model)));
    return json;
  }

  /** Returns the scripts as one, each in a function that hands over what it exports. */
  private static String scripts() throws IOException {
    StringBuilder whole = new StringBuilder();
    for (String each : SCRIPTS) {
      String script = text(each);
      String exported =
          EXPORT.matcher(script).results().map(match -> match.group(1)).collect(joining(", "));
      whole.append(
          "const { %1$s } = (() => {\n%2$sreturn { %1$s };\n})();\n"
              .formatted(exported, script.lines().map(TfjsPage::unbound).collect(joining())));
    }
    return whole.toString();
  }

  private static String unbound(String line) {
    return line.startsWith("import ") ? "" : line.replaceFirst("^export ", "") + "\n";
  }

  private static String styles() throws IOException {
    StringBuilder whole = new StringBuilder();
    for (String each : STYLES) {
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
