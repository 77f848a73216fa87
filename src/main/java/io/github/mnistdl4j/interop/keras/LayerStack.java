package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.LayerActivation;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts Keras's layers together to dense ones, each with what acts on its outputs. */
final class LayerStack {
  private static final Set<String> ACTIVATIONS =
      Set.of("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax");

  /** So that f(c · x) = c · f(x) for c ≥ 0: dropout may come before or behind. */
  private static final Set<Activation> HOMOGENEOUS =
      Set.of(Activation.IDENTITY, Activation.RELU, Activation.LEAKY_RELU);

  private final List<DenseSpec> dense = new ArrayList<>();

  /** What scales the inputs of the next Dense. */
  private final List<ScaleStep> pending = new ArrayList<>();

  private final List<String> notes = new ArrayList<>();
  private InputShape image = InputShape.UNKNOWN;
  private InputShape shape = InputShape.UNKNOWN;
  private PixelScale rescaling = PixelScale.UNIT;

  /**
   * Reads the layers of a model.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException that names a layer and its place if
   *     it cannot be taken over
   */
  LayerStack(List<KerasLayer> chain) {
    for (KerasLayer layer : chain) {
      if (shape.isUnknown() && dense.isEmpty()) {
        setImage(ownInput(layer));
      }
      add(layer);
    }
    if (dense.isEmpty()) {
      throw chain.get(chain.size() - 1).refused("is the last one, and there is no Dense layer");
    }
    if (!pending.isEmpty()) {
      throw pending.get(0).layer().refused("comes behind the last Dense layer and its activation");
    }
  }

  private void setImage(InputShape input) {
    if (input.isKnown() && image.isUnknown()) {
      image = input;
      shape = input;
    }
  }

  /** Returns the shape that a first layer says its inputs have. */
  private static InputShape ownInput(KerasLayer layer) {
    JsonFields config = layer.config();
    return List.of(config.get("batch_shape"), config.get("batch_input_shape"), layer.builtOn())
        .stream()
        .map(JsonFields::shape)
        .map(InputShape::behindBatch)
        .filter(InputShape::isKnown)
        .findFirst()
        .orElse(InputShape.UNKNOWN);
  }

  private void add(KerasLayer layer) {
    if (ACTIVATIONS.contains(layer.kind())) {
      activate(layer, KerasActivations.ofLayer(layer));
      return;
    }
    switch (layer.kind()) {
      case "InputLayer" -> {}
      case "Flatten" -> flatten(layer);
      case "Reshape" -> reshape(layer);
      case "Rescaling" -> rescale(layer);
      case "BatchNormalization", "Normalization" -> scale(layer);
      case "Dropout" -> drop(layer);
      case "Dense" -> dense(layer);
      default ->
          throw layer.refused(
              "cannot be taken over: this application has dense networks alone (Input, Flatten, Reshape, Rescaling, Normalization, Dense, BatchNormalization, activations, Dropout)");
    }
  }

  private void flatten(KerasLayer layer) {
    boolean channelsFirst =
        layer.config().text("data_format").filter("channels_first"::equals).isPresent();
    if (channelsFirst && shape.isKnown() && shape.sides().get(0) != 1 && shape.sides().size() > 1) {
      throw layer.refused(
          "takes the first side of %s for channels (data_format channels_first), which turns images"
              .formatted(shape));
    }
    shape = shape.isKnown() ? flat() : shape;
  }

  private InputShape flat() {
    return InputShape.flat((int) Math.min(shape.size(), Integer.MAX_VALUE));
  }

  private void reshape(KerasLayer layer) {
    InputShape target = new InputShape(JsonFields.shape(layer.config().get("target_shape")));
    if (target.isKnown() && shape.isKnown() && target.size() != shape.size()) {
      throw layer.refused("makes %s of %s".formatted(target, shape));
    }
    if (!dense.isEmpty() && target.sides().size() > 1) {
      throw layer.refused("gives the outputs of a layer another shape");
    }
    boolean tells = target.isKnown() && target.longSides().size() == 2 && dense.isEmpty();
    if (tells && image.longSides().size() < 2) {
      image = target;
    }
    shape = target.isKnown() ? target : shape.isKnown() ? flat() : shape;
  }

  private void rescale(KerasLayer layer) {
    double scale = layer.config().number("scale").orElseThrow(() -> notOneNumber(layer));
    if (!layer.config().isNull("offset") && layer.config().number("offset").isEmpty()) {
      throw notOneNumber(layer);
    }
    if (dense.isEmpty() && pending.isEmpty()) {
      rescaling = rescaling.then(new PixelScale(scale, layer.config().number("offset", 0)));
    } else {
      scale(layer);
    }
  }

  /** Folds it into the Dense before it if no activation is between, else into the next one. */
  private void scale(KerasLayer layer) {
    ScaleStep step = new ScaleStep(layer, shape);
    if (!dense.isEmpty() && pending.isEmpty() && last().activation().isLinear()) {
      replaceLast(last().followedBy(step));
    } else {
      pending.add(step);
    }
  }

  private static RuntimeException notOneNumber(KerasLayer layer) {
    return layer.refused("has several scales or offsets; one for all pixels can be taken");
  }

  private void drop(KerasLayer layer) {
    double rate = layer.config().number("rate").orElse(layer.config().number("p", 0));
    if (rate < 0 || rate >= 1) {
      throw layer.refused("has the rate %s; 0 to 1, exclusive, can be taken".formatted(rate));
    }
    if (dense.isEmpty()) {
      notes.add(
          "%s is left out: it drops pixels while training, which is not possible here."
              .formatted(layer.called()));
      return;
    }
    double before = last().dropout();
    replaceLast(last().withDropout(before == 0 ? rate : 1 - (1 - before) * (1 - rate)));
  }

  private void activate(KerasLayer layer, LayerActivation activation) {
    if (activation.isLinear()) {
      return;
    }
    if (dense.isEmpty()) {
      throw layer.refused("comes before the first Dense layer");
    }
    if (!pending.isEmpty()) {
      throw layer.refused(
          "comes behind \"%s\" (%s), which scales what an activation made; only a Dense layer can come there"
              .formatted(pending.get(0).layer().name(), pending.get(0).layer().kind()));
    }
    DenseSpec before = last();
    if (!before.activation().isLinear()) {
      throw layer.refused(
          "comes behind another activation, of \"%s\"; a Dense layer has one"
              .formatted(before.layer().name()));
    }
    if (before.dropout() > 0 && !HOMOGENEOUS.contains(activation.function())) {
      throw layer.refused("comes behind a Dropout; put it before");
    }
    replaceLast(before.withActivation(activation));
  }

  private void dense(KerasLayer layer) {
    if (shape.isKnown() && shape.sides().size() > 1) {
      throw layer.refused(
          "works on each row of %s by itself: a Flatten is missing before it".formatted(shape));
    }
    dense.add(DenseSpec.of(layer, pending, notes));
    pending.clear();
    shape = InputShape.flat(last().units());
  }

  private DenseSpec last() {
    return dense.get(dense.size() - 1);
  }

  private void replaceLast(DenseSpec changed) {
    dense.set(dense.size() - 1, changed);
  }

  /** Returns the dense layers from input to output. */
  List<DenseSpec> dense() {
    return List.copyOf(dense);
  }

  /** Returns what could not be taken over as it was. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns the shape of an image; empty if the file does not say it. */
  Optional<InputShape> image() {
    return Optional.of(image).filter(InputShape::isKnown);
  }

  /** Returns what happens to the pixels before the first dense layer. */
  PixelScale rescaling() {
    return rescaling;
  }
}
