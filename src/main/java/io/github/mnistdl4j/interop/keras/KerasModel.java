package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.LayerActivation;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What both of Keras's formats have in common.
 *
 * @param version of the Keras that wrote the file
 * @param keras3 whether Keras 3 trained the network, not this application
 * @param model its description of the layers
 * @param training with which loss it was compiled
 * @param optimizer its description; JSON's null if there is none
 */
record KerasModel(
    Path file,
    String version,
    boolean keras3,
    JsonFields model,
    JsonFields training,
    JsonElement optimizer) {
  /**
   * Returns the network.
   *
   * @param form what kind of file it is
   * @throws InteropException naming what cannot be taken over
   */
  DenseModel read(String form, WeightFile weights) {
    LayerStack stack = new LayerStack(LayerChain.of(file, model));
    List<String> notes = new ArrayList<>(stack.notes());
    List<DenseSpec> specs = new ArrayList<>(stack.dense());
    DenseSpec output = specs.get(specs.size() - 1);
    KerasLoss described = KerasLoss.of(training.get("loss"), file.toString());
    Loss loss = described.forOutput(output.activation().function(), notes);
    specs.set(specs.size() - 1, asOutput(output, described, loss, notes));
    List<DenseWeights> layers = new ArrayList<>();
    for (DenseSpec spec : specs) {
      DenseWeights plain = layer(spec, weights.weights(spec.layer()), layers);
      layers.add(folded(spec, plain, weights, notes));
    }
    InputShape image = image(stack, layers.get(0).inputs(), specs.get(0));
    PixelScale rescaling = stack.rescaling();
    return new DenseModel(
        form,
        "Keras " + InteropException.printable(version),
        image.sides().get(0),
        image.sides().get(1),
        rescaling,
        rescaling.takenBy(),
        layers,
        loss,
        optimizer(weights, layers, specs, notes),
        List.of(),
        notes);
  }

  private static DenseSpec asOutput(
      DenseSpec output, KerasLoss described, Loss loss, List<String> notes) {
    if (output.dropout() > 0) {
      notes.add("The Dropout behind the last layer is left out: its outputs are the answer.");
    }
    LayerActivation activation =
        loss == Loss.CATEGORICAL_CROSSENTROPY
            ? LayerActivation.of(Activation.SOFTMAX)
            : described.isBinaryOfScores(output.activation().function())
                ? LayerActivation.of(Activation.SIGMOID)
                : output.activation();
    return output.withDropout(0).withActivation(activation);
  }

  private static DenseWeights layer(
      DenseSpec spec, List<HdfArray> found, List<DenseWeights> before) {
    int wanted = spec.hasBias() ? 2 : 1;
    if (found.size() != wanted) {
      throw spec.layer()
          .refused("has %d arrays of weights; %d were expected".formatted(found.size(), wanted));
    }
    HdfArray kernel = found.get(0);
    int inputs = before.isEmpty() ? firstSide(kernel) : before.get(before.size() - 1).units();
    if (!kernel.hasShape(inputs, spec.units())) {
      throw spec.layer()
          .refused(
              "has a kernel of %s; %d × %d was expected"
                  .formatted(kernel.shapeInWords(), inputs, spec.units()));
    }
    if (spec.hasBias() && !found.get(1).hasShape(spec.units())) {
      throw spec.layer().refused("has a bias of " + found.get(1).shapeInWords());
    }
    float[] bias = spec.hasBias() ? found.get(1).numbers() : new float[spec.units()];
    return new DenseWeights(
        inputs,
        spec.units(),
        kernel.numbers(),
        bias,
        spec.activation().function(),
        spec.activation().slope(),
        spec.dropout(),
        spec.l1(),
        spec.l2());
  }

  /** Returns the layer with what scales its inputs and outputs folded into it. */
  private static DenseWeights folded(
      DenseSpec spec, DenseWeights plain, WeightFile weights, List<String> notes) {
    DenseWeights folded = plain;
    for (ScaleStep step : spec.after()) {
      FeatureScale scale = step.scale(weights, plain.units());
      folded = folded.followedBy(scale.factors(), scale.offsets());
    }
    List<ScaleStep> backwards = new ArrayList<>(spec.before());
    Collections.reverse(backwards);
    for (ScaleStep step : backwards) {
      FeatureScale scale = step.scale(weights, plain.inputs());
      folded = folded.behind(scale.factors(), scale.offsets());
    }
    if (!folded.isFinite()) {
      throw spec.layer().refused("has weights too large for float32 with what is folded into it");
    }
    spec.folded().forEach(step -> notes.add(step.foldedInto(spec.layer())));
    if (!spec.hasBias() && spec.folded().isEmpty()) {
      notes.add(
          "%s has no bias: it gets one of zeros, which further training would change."
              .formatted(spec.layer().called()));
    }
    return folded;
  }

  private static int firstSide(HdfArray kernel) {
    return kernel.shape().length == 0 ? 0 : kernel.shape()[0];
  }

  /** Returns the image's rows and columns. */
  private static InputShape image(LayerStack stack, int inputs, DenseSpec first) {
    InputShape said = stack.image().orElseGet(() -> InputShape.flat(inputs));
    if (said.size() != inputs) {
      throw first.layer().refused("has %d inputs, but the images have %s".formatted(inputs, said));
    }
    List<Integer> sides = said.longSides();
    if (sides.size() == 2) {
      return new InputShape(sides);
    }
    if (sides.size() > 2) {
      throw first
          .layer()
          .refused("takes images of %s: only grey ones can be taken".formatted(said));
    }
    return InputShape.image(inputs);
  }

  private Optional<OptimizerState> optimizer(
      WeightFile weights, List<DenseWeights> layers, List<DenseSpec> specs, List<String> notes) {
    if (optimizer.isJsonNull()) {
      return Optional.empty();
    }
    Optional<Optimizer> read = new KerasOptimizers(keras3, notes).read(optimizer, file.toString());
    List<HdfArray> saved = weights.optimizer();
    boolean folded = specs.stream().anyMatch(spec -> !spec.folded().isEmpty());
    if (folded && read.isPresent()) {
      notes.add("The optimizer's state is left out: it is of layers that were not folded yet.");
      saved = saved.stream().filter(array -> array.shape().length == 0).toList();
    }
    List<HdfArray> kept = saved;
    List<Boolean> biases = specs.stream().map(DenseSpec::hasBias).toList();
    return read.map(known -> OptimizerSlots.of(known, kept, layers, biases, notes));
  }
}
