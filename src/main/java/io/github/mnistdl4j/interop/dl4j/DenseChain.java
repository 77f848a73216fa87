package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.LayerActivation;
import io.github.mnistdl4j.interop.dense.ModelStart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The dense layers of a network, with the activations and dropouts that stand behind them as layers
 * of their own. Deeplearning4j drops a layer's inputs, this project its outputs.
 */
final class DenseChain {
  /** Those that may change places with a dropout: f(a · x) = a · f(x) for a ≥ 0. */
  private static final Set<Activation> HOMOGENEOUS =
      Set.of(Activation.IDENTITY, Activation.RELU, Activation.LEAKY_RELU);

  private final List<PlannedDense> dense = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Dl4jLoss loss = new Dl4jLoss(TypedFields.of(JsonNull.INSTANCE, ""));

  /**
   * Takes the layers in their order.
   *
   * @throws InteropException naming the first that cannot be taken over
   */
  DenseChain(List<Dl4jLayer> layers) {
    for (Dl4jLayer layer : layers) {
      take(layer, layer.number() == layers.size());
    }
    if (dense.isEmpty()) {
      throw layers.get(0).refused("is not a dense layer, nor is any other");
    }
  }

  List<PlannedDense> dense() {
    return dense;
  }

  List<String> notes() {
    return notes;
  }

  Dl4jLoss loss() {
    return loss;
  }

  private void take(Dl4jLayer layer, boolean last) {
    boolean output = layer.kind().equals("output") || layer.kind().equals("loss");
    if (output && !last) {
      throw layer.refused("has layers behind it, which an output layer cannot have");
    }
    switch (layer.kind()) {
      case "dense", "output" -> {
        drop(layer);
        dense.add(planned(layer));
        layer.noteWhatIsLeftOut(notes);
      }
      case "activation", "loss" -> {
        drop(layer);
        activate(layer, Dl4jActivations.of(layer));
      }
      case "dropout" -> drop(layer);
      default ->
          throw layer.refused(
              "cannot be taken: there are DenseLayer, OutputLayer, ActivationLayer, DropoutLayer and LossLayer");
    }
    if (output) {
      loss = Dl4jLoss.of(layer);
    }
  }

  private PlannedDense planned(Dl4jLayer layer) {
    if (layer.fields().flag("hasLayerNorm", false)) {
      throw layer.refused("normalizes its outputs (hasLayerNorm), which cannot be taken");
    }
    int inputs = size(layer, "nin");
    int units = size(layer, "nout");
    if ((long) inputs * units > ModelStart.MOST_BYTES / Float.BYTES) {
      throw layer.refused("has %d × %d weights, which no file has".formatted(inputs, units));
    }
    Penalty penalty = Penalty.of(layer, notes);
    return new PlannedDense(
        layer,
        inputs,
        units,
        layer.fields().flag("hasBias", true),
        Dl4jActivations.of(layer),
        1,
        penalty.l1(),
        penalty.l2());
  }

  private int size(Dl4jLayer layer, String field) {
    double size = layer.fields().number(field, 0);
    if (size < 1 || size > Integer.MAX_VALUE || size != Math.rint(size)) {
      throw layer.refused("has a size (%s) that is none".formatted(field));
    }
    boolean follows = field.equals("nin") && !dense.isEmpty();
    if (follows && dense.get(dense.size() - 1).units() != size) {
      throw layer.refused(
          "has %d inputs behind a layer of %d units"
              .formatted((int) size, dense.get(dense.size() - 1).units()));
    }
    return (int) size;
  }

  private void activate(Dl4jLayer layer, LayerActivation activation) {
    if (activation.isLinear()) {
      return;
    }
    if (dense.isEmpty()) {
      throw layer.refused("stands before the first dense layer");
    }
    PlannedDense before = dense.get(dense.size() - 1);
    if (!before.activation().isLinear()) {
      throw layer.refused("is a second activation behind a dense layer; only one can be taken");
    }
    if (before.kept() < 1 && !HOMOGENEOUS.contains(activation.function())) {
      throw layer.refused("is an activation behind a dropout, which cannot be taken");
    }
    dense.set(dense.size() - 1, before.withActivation(activation));
  }

  private void drop(Dl4jLayer layer) {
    double kept = kept(layer);
    if (kept == 1) {
      return;
    }
    if (dense.isEmpty()) {
      notes.add("%s drops pixels of the images, which is left out.".formatted(layer.called()));
      return;
    }
    PlannedDense before = dense.get(dense.size() - 1);
    dense.set(dense.size() - 1, before.withKept(before.kept() * kept));
  }

  /** Returns the fraction that dropout keeps; all versions say that, not what they drop. */
  private double kept(Dl4jLayer layer) {
    JsonElement newer = layer.fields().get("idropout");
    if (newer.isJsonNull()) {
      double older = layer.fields().number("dropOut", 0);
      boolean connections = layer.conf().flag("useDropConnect", false);
      return older > 0 && older < 1 && !connections ? older : 1;
    }
    TypedFields dropout = TypedFields.of(newer, layer.file().toString());
    double kept = dropout.fields().number("p", 0);
    boolean plain = dropout.fields().isNull("pSchedule") && dropout.fields().isNull("pschedule");
    if (!dropout.name("").equals("dropout") || !plain || kept <= 0 || kept > 1) {
      notes.add(
          "%s has a %s%s, which is left out."
              .formatted(
                  layer.called(),
                  InteropException.printable(dropout.kind()),
                  plain ? "" : " with a schedule"));
      return 1;
    }
    return kept;
  }

  /** Returns what is dropped for what is kept: 0.3 for 0.7, which doubles' difference is not. */
  static double dropped(double kept) {
    return BigDecimal.ONE.subtract(BigDecimal.valueOf(kept)).doubleValue();
  }
}
