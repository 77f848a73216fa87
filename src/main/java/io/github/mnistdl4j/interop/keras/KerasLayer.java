package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.nio.file.Path;
import java.util.List;

/**
 * A layer as Keras describes it.
 *
 * @param file what messages call the file
 * @param number its place in the file, from 1
 * @param kind its class, such as {@code Dense}
 * @param name its name
 * @param config its settings
 * @param inbound what it takes its inputs from; JSON's null in a plain sequence
 * @param builtOn the shape of its inputs with the batch, if the file has it; else JSON's null
 */
record KerasLayer(
    Path file,
    int number,
    String kind,
    String name,
    JsonFields config,
    JsonElement inbound,
    JsonElement builtOn) {

  /**
   * Reads one.
   *
   * @throws InteropException if its class is somebody's own
   */
  static KerasLayer of(Path file, int number, JsonElement element) {
    JsonFields layer = JsonFields.of(element, file.toString());
    JsonFields config = layer.fields("config");
    KerasLayer read =
        new KerasLayer(
            file,
            number,
            layer.text("class_name").orElse("no class"),
            config.text("name").or(() -> layer.text("name")).orElse(""),
            config,
            layer.get("inbound_nodes"),
            layer.fields("build_config").get("input_shape"));
    String module = layer.text("module").orElse("keras");
    boolean custom =
        read.kind.contains(">")
            || layer.text("registered_name").filter(name -> name.contains(">")).isPresent()
            || !List.of("keras", "tensorflow", "tf_keras").contains(module.split("\\.", 2)[0]);
    if (custom) {
      throw read.refused("is a class of somebody's own, whose code no file has");
    }
    return read;
  }

  /** Returns an error that names the layer and its place. */
  InteropException refused(String problem) {
    return new InteropException(
        "%s: layer %d, \"%s\" (%s), %s."
            .formatted(
                file,
                number,
                InteropException.printable(name),
                InteropException.printable(kind),
                problem));
  }

  /** Returns how notes call it. */
  String called() {
    return "Layer %d, \"%s\" (%s)"
        .formatted(number, InteropException.printable(name), InteropException.printable(kind));
  }
}
