package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Optimizer;

/**
 * An optimizer in Keras's words.
 *
 * @param name its class
 * @param settings what it is made with
 */
record KerasOptimizerNames(String name, JsonObject settings) {

  /** Returns this project's optimizer as Keras knows it. */
  static KerasOptimizerNames of(Optimizer optimizer) {
    JsonObject settings = new JsonObject();
    settings.addProperty("learning_rate", optimizer.learningRate());
    return new KerasOptimizerNames(fill(optimizer, settings), settings);
  }

  private static String fill(Optimizer optimizer, JsonObject settings) {
    if (optimizer instanceof Optimizer.Rmsprop o) {
      settings.addProperty("rho", o.rho());
      settings.addProperty("momentum", 0.0);
      settings.addProperty("epsilon", o.epsilon());
      settings.addProperty("centered", false);
      return "RMSprop";
    }
    if (optimizer instanceof Optimizer.Adam o) {
      moments(settings, o.beta1(), o.beta2(), o.epsilon());
      settings.addProperty("amsgrad", false);
      return "Adam";
    }
    if (optimizer instanceof Optimizer.Nadam o) {
      moments(settings, o.beta1(), o.beta2(), o.epsilon());
      return "Nadam";
    }
    if (optimizer instanceof Optimizer.Adamax o) {
      settings.addProperty("beta_1", o.beta1());
      settings.addProperty("beta_2", o.beta2());
      return "Adamax";
    }
    if (optimizer instanceof Optimizer.Adagrad o) {
      settings.addProperty("initial_accumulator_value", o.initialAccumulatorValue());
      settings.addProperty("epsilon", o.epsilon());
      return "Adagrad";
    }
    if (optimizer instanceof Optimizer.Adadelta o) {
      settings.addProperty("rho", o.rho());
      settings.addProperty("epsilon", o.epsilon());
      return "Adadelta";
    }
    boolean nesterov = optimizer instanceof Optimizer.Nesterovs;
    settings.addProperty(
        "momentum", optimizer instanceof Optimizer.Nesterovs o ? o.momentum() : 0.0);
    settings.addProperty("nesterov", nesterov);
    return "SGD";
  }

  private static void moments(JsonObject settings, double beta1, double beta2, double epsilon) {
    settings.addProperty("beta_1", beta1);
    settings.addProperty("beta_2", beta2);
    settings.addProperty("epsilon", epsilon);
  }
}
