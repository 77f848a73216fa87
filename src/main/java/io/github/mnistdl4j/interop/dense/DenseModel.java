package io.github.mnistdl4j.interop.dense;

import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.binding.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dense network over the pixels of an image, row by row.
 *
 * @param form what kind of file it is from, such as {@code Keras 3 (.keras)}
 * @param maker what wrote it, with its version
 * @param height rows of an image
 * @param width pixels per row
 * @param rescaling what the network itself does to its inputs before its first layer
 * @param pixels how its inputs are to be scaled, if the file tells
 * @param layers from input to output, at least one
 * @param loss what training minimises
 * @param optimizer empty if the file has none that can be taken over
 * @param classes names of the outputs in their order; empty if the file has none
 * @param notes what could not be taken over as it was, each a sentence
 */
public record DenseModel(
    String form,
    String maker,
    int height,
    int width,
    PixelScale rescaling,
    Optional<PixelScale> pixels,
    List<DenseWeights> layers,
    Loss loss,
    Optional<OptimizerState> optimizer,
    List<String> classes,
    List<String> notes) {

  public DenseModel {
    layers = List.copyOf(layers);
    classes = List.copyOf(classes);
    notes = List.copyOf(notes);
  }

  /** Returns the number of outputs. */
  public int outputs() {
    return layers.get(layers.size() - 1).units();
  }

  /**
   * Returns the network that answers to pixels in [0, 1], 0 being background, as this one does to
   * its own inputs: the scales are folded into the first layer. The optimizer's state does not fit
   * other weights and is left out then, which a note says.
   *
   * @param inputs how the pixels are scaled that this network takes
   * @throws InteropException if weights become infinite
   */
  public DenseModel onUnitPixels(PixelScale inputs) {
    PixelScale scale = inputs.then(rescaling);
    if (scale.equals(PixelScale.UNIT)) {
      return unit(layers, optimizer, notes);
    }
    List<DenseWeights> folded = new ArrayList<>(layers);
    folded.set(0, layers.get(0).behind(scale));
    if (!folded.get(0).isFinite()) {
      throw new InteropException(
          "The weights become infinite where pixels are scaled as %s.".formatted(scale));
    }
    List<String> said = new ArrayList<>(notes);
    if (optimizer.filter(state -> !state.slots().isEmpty()).isPresent()) {
      said.add(
          "The optimizer's state is left out: it is of a network that sees pixels as %s."
              .formatted(scale));
    }
    return unit(folded, optimizer.map(DenseModel::withoutSlots), said);
  }

  /**
   * Returns the network that answers to pixels in [0, 1], if this one says how its own are scaled.
   *
   * @throws InteropException if it does not
   */
  public DenseModel onUnitPixels() {
    return onUnitPixels(
        pixels.orElseThrow(
            () ->
                new InteropException(
                    "The network does not say how its pixels are scaled. Say it with onUnitPixels.")));
  }

  /** Returns the same network without an optimizer, which a note explains. */
  public DenseModel withoutOptimizer(String note) {
    return Records.with(
        this,
        Map.of(
            "optimizer",
            Optional.empty(),
            "notes",
            Stream.concat(notes.stream(), Stream.of(note)).toList()));
  }

  /**
   * Returns the same network with what files say beside it.
   *
   * @param names of the outputs; empty if they have none
   * @param scale of the inputs, if it is said
   */
  public DenseModel with(List<String> names, Optional<PixelScale> scale) {
    return Records.with(this, Map.of("classes", names, "pixels", scale.or(() -> pixels)));
  }

  /** Returns the same network with another maker, and other notes. */
  public DenseModel by(String otherMaker, List<String> otherNotes) {
    return Records.with(this, Map.of("maker", otherMaker, "notes", otherNotes));
  }

  /** Returns the network with other weights, without what the optimizer remembers of these. */
  public DenseModel withLayers(List<DenseWeights> others) {
    return Records.with(
        this, Map.of("layers", others, "optimizer", optimizer.map(DenseModel::withoutSlots)));
  }

  private static OptimizerState withoutSlots(OptimizerState state) {
    return new OptimizerState(state.optimizer(), state.iterations(), List.of());
  }

  private DenseModel unit(
      List<DenseWeights> changed, Optional<OptimizerState> state, List<String> said) {
    return Records.with(
        this,
        Map.of(
            "rescaling",
            PixelScale.UNIT,
            "pixels",
            Optional.of(PixelScale.UNIT),
            "layers",
            changed,
            "optimizer",
            state,
            "notes",
            said));
  }
}
