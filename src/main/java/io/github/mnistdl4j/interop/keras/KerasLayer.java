package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer as Keras describes it.
 *
 * @param file what messages call the file
 * @param place in the file, from 1; {@code 2.1} is the first layer of a model that is the second
 * @param kind its class, such as {@code Dense}
 * @param name its name
 * @param outerName the older format keeps its weights under: of the outermost model that it is in
 * @param groups Keras 3 keeps its weights in: of each model that it is in, then its own
 * @param config its settings
 * @param description all that the file says of it
 */
record KerasLayer(
    Path file,
    String place,
    String kind,
    String name,
    String outerName,
    List<String> groups,
    JsonFields config,
    JsonFields description) {

  /**
   * Reads one.
   *
   * @param within the model that it is a layer of; empty if that is the whole
   * @param number its place in that, from 1
   * @param counted how many of each class come before it; this one is counted
   * @throws InteropException if its class is somebody's own
   */
  static KerasLayer of(
      Path file, Optional<KerasLayer> within, int number, GroupNames counted, JsonElement element) {
    JsonFields layer = JsonFields.of(element, file.toString());
    JsonFields config = layer.fields("config");
    String kind = layer.text("class_name").orElse("no class");
    String name = config.text("name").or(() -> layer.text("name")).orElse("");
    KerasLayer read =
        new KerasLayer(
            file,
            within.map(model -> model.place + ".").orElse("") + number,
            kind,
            name,
            within.map(KerasLayer::outerName).orElse(name),
            Stream.concat(
                    within.stream().flatMap(model -> model.groups.stream()),
                    Stream.of(counted.next(kind)))
                .toList(),
            config,
            layer);
    read.requireKeras();
    return read;
  }

  private void requireKeras() {
    String module = description.text("module").orElse("keras");
    boolean custom =
        kind.contains(">")
            || description.text("registered_name").filter(name -> name.contains(">")).isPresent()
            || !List.of("keras", "tensorflow", "tf_keras").contains(module.split("\\.", 2)[0]);
    if (custom) {
      throw refused("is a class of somebody's own, whose code no file has");
    }
  }

  /** Returns what it takes its inputs from; JSON's null in a plain sequence. */
  JsonElement inbound() {
    return description.get("inbound_nodes");
  }

  /** Returns the shape of its inputs with the batch, if the file has it; else JSON's null. */
  JsonElement builtOn() {
    return description.fields("build_config").get("input_shape");
  }

  /** Returns whether it is one of several in a model that is a layer itself. */
  boolean isNested() {
    return groups.size() > 1;
  }

  /** Returns an error that names the layer and its place. */
  InteropException refused(String problem) {
    return new InteropException(
        "%s: layer %s, \"%s\" (%s), %s."
            .formatted(
                file,
                place,
                InteropException.printable(name),
                InteropException.printable(kind),
                problem));
  }

  /** Returns how notes call it. */
  String called() {
    return "Layer %s, \"%s\" (%s)"
        .formatted(place, InteropException.printable(name), InteropException.printable(kind));
  }
}
