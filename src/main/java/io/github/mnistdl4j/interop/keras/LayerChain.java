package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The layers of a model in the order in which they compute. */
final class LayerChain {
  private static final Set<String> FUNCTIONAL = Set.of("Functional", "Model");

  /** More than a person stacks; each takes time. */
  private static final int MOST_LAYERS = 1000;

  private static final int MOST_NESTED = 8;

  private LayerChain() {}

  /**
   * Returns a model's layers from input to output; a model that is one of them is replaced by its
   * own.
   *
   * @throws InteropException if they are not one chain
   */
  static List<KerasLayer> of(Path file, JsonFields model) {
    String kind = model.text("class_name").orElse("none");
    if (!isModel(kind)) {
      throw new InteropException(
          "%s is a model of class %s; only Sequential and Functional ones say what they compute."
              .formatted(file, InteropException.printable(kind)));
    }
    return flat(file, Optional.empty(), kind, model);
  }

  private static boolean isModel(String kind) {
    return FUNCTIONAL.contains(kind) || kind.equals("Sequential");
  }

  private static List<KerasLayer> flat(
      Path file, Optional<KerasLayer> within, String kind, JsonFields model) {
    List<KerasLayer> layers = layers(file, within, elements(model));
    List<KerasLayer> flat = new ArrayList<>();
    for (KerasLayer layer : FUNCTIONAL.contains(kind) ? ordered(file, layers, model) : layers) {
      if (!isModel(layer.kind())) {
        flat.add(layer);
      } else if (layer.groups().size() > MOST_NESTED) {
        throw layer.refused("is nested too deep; %d models can be".formatted(MOST_NESTED));
      } else {
        flat.addAll(flat(file, Optional.of(layer), layer.kind(), layer.description()));
      }
    }
    return flat;
  }

  /** Keras up to 2.2.2 has a sequence's layers in place of its configuration. */
  private static List<JsonElement> elements(JsonFields model) {
    return model.get("config").isJsonArray()
        ? model.list("config")
        : model.fields("config").list("layers");
  }

  private static List<KerasLayer> layers(
      Path file, Optional<KerasLayer> within, List<JsonElement> elements) {
    if (elements.isEmpty() || elements.size() > MOST_LAYERS) {
      throw new InteropException(
          "%s has %d layers; 1 to %d can be read.".formatted(file, elements.size(), MOST_LAYERS));
    }
    List<KerasLayer> layers = new ArrayList<>();
    GroupNames counted = new GroupNames();
    for (JsonElement element : elements) {
      layers.add(KerasLayer.of(file, within, layers.size() + 1, counted, element));
    }
    return layers;
  }

  /** Follows a functional model from its only input to its only output. */
  private static List<KerasLayer> ordered(Path file, List<KerasLayer> layers, JsonFields model) {
    Map<String, KerasLayer> next = new HashMap<>();
    Set<String> names = new LinkedHashSet<>();
    layers.forEach(layer -> names.add(layer.name()));
    List<KerasLayer> starts = new ArrayList<>();
    for (KerasLayer layer : layers) {
      List<String> before = texts(layer.inbound()).filter(names::contains).toList();
      if (before.size() > 1) {
        throw layer.refused(
            "has several inputs or is used several times; only a chain can be taken");
      }
      if (before.isEmpty()) {
        starts.add(layer);
      } else if (next.put(before.get(0), layer) != null) {
        throw layer.refused("is one of several that follow \"%s\"".formatted(before.get(0)));
      }
    }
    List<KerasLayer> chain = new ArrayList<>();
    @Nullable KerasLayer layer = starts.size() == 1 ? starts.get(0) : null;
    while (layer != null && chain.size() < layers.size()) {
      chain.add(layer);
      layer = next.get(layer.name());
    }
    if (chain.size() < layers.size()) {
      throw new InteropException(
          "%s is not one chain of layers from one input to one output: it has %d inputs."
              .formatted(file, starts.size()));
    }
    List<String> outputs =
        texts(model.fields("config").get("output_layers")).filter(names::contains).toList();
    if (!outputs.isEmpty() && !outputs.equals(List.of(chain.get(chain.size() - 1).name()))) {
      throw new InteropException(
          "%s has the outputs %s; a network has one, of its last layer."
              .formatted(file, InteropException.printable(String.join(", ", outputs))));
    }
    return chain;
  }

  /** Returns all texts in a description of nodes; the names of layers are among them. */
  private static Stream<String> texts(JsonElement element) {
    if (element.isJsonArray()) {
      return element.getAsJsonArray().asList().stream().flatMap(LayerChain::texts);
    }
    if (element.isJsonObject()) {
      return element.getAsJsonObject().asMap().entrySet().stream()
          .filter(entry -> !entry.getKey().equals("kwargs"))
          .flatMap(entry -> texts(entry.getValue()));
    }
    Optional<String> text = JsonFields.text(element);
    return text.stream();
  }
}
