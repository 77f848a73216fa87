package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Keras's optimizers as this project's; what differs is said, never silently replaced. */
final class KerasOptimizers {
  private static final double EPSILON = 1e-7;

  /** What Keras can add to every optimizer, and nothing here does. */
  private static final List<String> EXTRAS =
      List.of(
          "weight_decay",
          "clipnorm",
          "global_clipnorm",
          "clipvalue",
          "gradient_accumulation_steps",
          "loss_scale_factor");

  private static final List<String> FLAGS = List.of("use_ema", "amsgrad", "centered");

  private final boolean keras3;
  private final List<String> notes;

  /**
   * @param keras3 whether Keras 3 trained the network, whose RMSprop and Adagrad have ε below the
   *     root (Keras: {@code optimizers/rmsprop.py, adagrad.py})
   * @param notes told what cannot be taken over
   */
  KerasOptimizers(boolean keras3, List<String> notes) {
    this.keras3 = keras3;
    this.notes = notes;
  }

  /** Returns the optimizer that a configuration describes; empty, and noted, if there is none. */
  Optional<Optimizer> read(JsonElement description, String place) {
    JsonFields described = JsonFields.of(description, place);
    String name =
        JsonFields.text(description).or(() -> described.text("class_name")).orElse("none");
    JsonFields settings = described.fields("config");
    Optional<Optimizer> optimizer =
        of(name.replaceFirst("^.*>", "").toLowerCase(Locale.ROOT), settings);
    if (optimizer.isEmpty()) {
      notes.add(
          "The optimizer %s is not available here, nor its state: training on would use the configuration's, from the start."
              .formatted(InteropException.printable(name)));
    } else {
      noteWhatIsLeftOut(settings);
    }
    return optimizer;
  }

  private void noteWhatIsLeftOut(JsonFields settings) {
    Stream<String> set = EXTRAS.stream().filter(extra -> !settings.isNull(extra));
    Stream<String> on = FLAGS.stream().filter(flag -> settings.flag(flag, false));
    Stream<String> decaying = Stream.of("decay").filter(decay -> settings.number(decay, 0) != 0);
    Stream.of(set, on, decaying)
        .flatMap(names -> names)
        .forEach(name -> notes.add("The optimizer's %s is left out.".formatted(name)));
  }

  private Optional<Optimizer> of(String name, JsonFields settings) {
    double epsilon = setting(settings, "epsilon", EPSILON);
    return switch (name) {
      case "rmsprop" -> Optional.of(rmsprop(settings, epsilon));
      case "sgd" -> Optional.of(sgd(settings));
      case "adam" ->
          Optional.of(
              new Optimizer.Adam(rate(settings, 0.001), beta1(settings), beta2(settings), epsilon));
      case "adamax" -> Optional.of(adamax(settings));
      case "nadam" -> Optional.of(nadam(settings, epsilon));
      case "adagrad" -> Optional.of(adagrad(settings, epsilon));
      case "adadelta" -> Optional.of(adadelta(settings, epsilon));
      default -> Optional.empty();
    };
  }

  private Optimizer rmsprop(JsonFields settings, double epsilon) {
    noteRoot("RMSprop", settings);
    if (settings.number("momentum", 0) != 0) {
      notes.add("RMSprop's momentum is left out: there is none here.");
    }
    return new Optimizer.Rmsprop(rate(settings, 0.001), setting(settings, "rho", 0.9), epsilon);
  }

  private void noteRoot(String name, JsonFields settings) {
    boolean ofTfKeras211 = !settings.flag("is_legacy_optimizer", true);
    if (keras3 || ofTfKeras211) {
      notes.add(
          "The Keras of this file divides %s's steps by √(v + ε); here, as in older ones, they are divided by √v + ε, which differs where gradients are tiny."
              .formatted(name));
    }
  }

  private Optimizer sgd(JsonFields settings) {
    double momentum = setting(settings, "momentum", 0);
    if (momentum == 0) {
      return new Optimizer.Sgd(rate(settings, 0.01));
    }
    if (!settings.flag("nesterov", false)) {
      notes.add("SGD's momentum becomes Nesterov's, which is the only one here.");
    }
    return new Optimizer.Nesterovs(rate(settings, 0.01), momentum);
  }

  private Optimizer adamax(JsonFields settings) {
    notes.add("Keras's Adamax adds an ε to what it divides by; the one here does not.");
    return new Optimizer.Adamax(rate(settings, 0.001), beta1(settings), beta2(settings));
  }

  private Optimizer nadam(JsonFields settings, double epsilon) {
    notes.add("Keras's Nadam changes its momentum with a schedule; the one here does not.");
    return new Optimizer.Nadam(rate(settings, 0.001), beta1(settings), beta2(settings), epsilon);
  }

  private Optimizer adagrad(JsonFields settings, double epsilon) {
    noteRoot("Adagrad", settings);
    return new Optimizer.Adagrad(
        rate(settings, 0.001), setting(settings, "initial_accumulator_value", 0.1), epsilon);
  }

  private Optimizer adadelta(JsonFields settings, double epsilon) {
    if (rate(settings, 1) != 1) {
      notes.add("Adadelta has no learning rate here: it is taken as 1.");
    }
    return new Optimizer.Adadelta(setting(settings, "rho", 0.95), epsilon);
  }

  private static double setting(JsonFields settings, String name, double usual) {
    return shortest(settings.number(name, usual));
  }

  private static double beta1(JsonFields settings) {
    return setting(settings, "beta_1", 0.9);
  }

  private static double beta2(JsonFields settings) {
    return setting(settings, "beta_2", 0.999);
  }

  /** Returns the learning rate, or the first one of a schedule. */
  private double rate(JsonFields settings, double usual) {
    for (String key : List.of("learning_rate", "lr")) {
      OptionalDouble rate = settings.number(key);
      if (rate.isPresent()) {
        return shortest(rate.getAsDouble());
      }
    }
    JsonFields schedule = settings.fields("learning_rate").fields("config");
    OptionalDouble first = schedule.number("initial_learning_rate");
    if (!settings.isNull("learning_rate")) {
      notes.add("The schedule of the learning rate is left out: it stays as it began.");
    }
    return first.isPresent() ? shortest(first.getAsDouble()) : usual;
  }

  /** Returns 0.001 for the float32 nearest to it, which is what many files hold. */
  private static double shortest(double value) {
    float near = (float) value;
    return near == value ? Double.parseDouble(Float.toString(near)) : value;
  }
}
