package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deeplearning4j's updaters, one per layer, as this project's one optimizer.
 *
 * @param layers that have weights
 * @param notes told what cannot be taken over
 */
record Dl4jOptimizers(List<PlannedDense> layers, List<String> notes) {
  /** The settings of all updaters until 0.8, which stood among the layer's own. */
  private static final Set<String> OLDER_SETTINGS =
      Set.of(
          "updater",
          "learningRate",
          "learningRateSchedule",
          "momentum",
          "momentumSchedule",
          "adamMeanDecay",
          "adamVarDecay",
          "rho",
          "rmsDecay",
          "epsilon");

  /** Returns the first layer's, and notes if others differ; empty, and noted, if there is none. */
  Optional<Optimizer> read() {
    if (layers.stream().map(each -> settings(each.layer())).distinct().count() > 1) {
      notes.add(
          "Its layers have optimizers of their own: the first one's is taken for all, without its state.");
    }
    Dl4jLayer first = layers.get(0).layer();
    TypedFields type = type(first);
    Optional<Optimizer> optimizer = of(type);
    if (optimizer.isEmpty()) {
      notes.add(
          "The optimizer %s is not available here, nor its state: training on would use the configuration's, from the start."
              .formatted(InteropException.printable(type.kind())));
    }
    return optimizer;
  }

  /** Returns whether the layers have one optimizer with the same settings. */
  boolean isOne() {
    return layers.stream().map(each -> settings(each.layer())).distinct().count() == 1;
  }

  /**
   * Returns whether biases are trained as weights are: else their state stands apart from it, in
   * files since 0.9.
   */
  boolean hasOneForBiases() {
    return layers.stream()
        .map(each -> each.layer().fields())
        .allMatch(
            fields ->
                fields.isNull("biasUpdater")
                    && (fields.number("biasLearningRate").isEmpty()
                        || fields
                            .number("biasLearningRate")
                            .equals(fields.number("learningRate"))));
  }

  /** Returns whether a file is older than 0.9, where each parameter had an updater of its own. */
  boolean isOlder() {
    return layers.get(0).layer().fields().isNull("iupdater");
  }

  private static JsonElement settings(Dl4jLayer layer) {
    if (!layer.fields().isNull("iupdater")) {
      return layer.fields().get("iupdater");
    }
    JsonObject settings = new JsonObject();
    OLDER_SETTINGS.forEach(name -> settings.add(name, layer.fields().get(name)));
    return settings;
  }

  private static TypedFields type(Dl4jLayer layer) {
    String place = layer.file().toString();
    return layer.fields().isNull("iupdater")
        ? new TypedFields(
            layer.fields().text("updater").orElse("none"), JsonFields.of(settings(layer), place))
        : TypedFields.of(layer.fields().get("iupdater"), place);
  }

  /** What a file does not say is as Deeplearning4j has it. */
  private Optional<Optimizer> of(TypedFields type) {
    JsonFields fields = type.fields();
    double epsilon = fields.number("epsilon", 1e-8);
    double beta1 = fields.number("beta1", fields.number("adamMeanDecay", 0.9));
    double beta2 = fields.number("beta2", fields.number("adamVarDecay", 0.999));
    return switch (type.name("updater")) {
      case "sgd" -> Optional.of(new Optimizer.Sgd(rate(fields, 0.1)));
      case "nesterovs" -> Optional.of(new Optimizer.Nesterovs(rate(fields, 0.1), momentum(fields)));
      case "rmsprop" ->
          Optional.of(
              new Optimizer.Rmsprop(rate(fields, 0.1), fields.number("rmsDecay", 0.95), epsilon));
      case "adam" -> Optional.of(new Optimizer.Adam(rate(fields, 0.001), beta1, beta2, epsilon));
      case "adamax" -> Optional.of(new Optimizer.Adamax(rate(fields, 0.001), beta1, beta2));
      case "nadam" -> Optional.of(new Optimizer.Nadam(rate(fields, 0.001), beta1, beta2, epsilon));
      case "adagrad" -> Optional.of(adagrad(fields));
      case "adadelta" ->
          Optional.of(
              new Optimizer.Adadelta(fields.number("rho", 0.95), fields.number("epsilon", 1e-6)));
      default -> Optional.empty();
    };
  }

  /** Deeplearning4j begins Adagrad's sums at ε. */
  private Optimizer adagrad(JsonFields fields) {
    double epsilon = fields.number("epsilon", 1e-6);
    return new Optimizer.Adagrad(rate(fields, 0.1), epsilon, epsilon);
  }

  private double momentum(JsonFields fields) {
    boolean scheduled =
        Stream.of("momentumISchedule", "momentumSchedule")
            .map(fields::get)
            .anyMatch(each -> each instanceof JsonObject schedule && schedule.size() > 0);
    if (scheduled) {
      notes.add("The schedule of the momentum is left out: it stays as it began.");
    }
    return fields.number("momentum", 0.9);
  }

  /** Returns the learning rate, or the first one of a schedule. */
  private double rate(JsonFields fields, double usual) {
    JsonFields schedule = fields.fields("learningRateSchedule");
    if (schedule.object().size() > 0) {
      notes.add("The schedule of the learning rate is left out: it stays as it began.");
    }
    return Stream.of(
            fields.number("learningRate"),
            schedule.number("value"),
            schedule.number("initialValue"),
            schedule.number("initialLearningRate"),
            schedule.fields("values").number("0"))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .map(OptionalDouble::getAsDouble)
        .orElse(usual);
  }
}
