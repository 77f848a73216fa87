package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import java.util.List;
import java.util.Locale;

/**
 * Describes a network in Keras's JSON.
 *
 * @param keras3 whether in Keras 3's words, which also say each class's module
 */
record KerasDescription(boolean keras3) {

  /** Returns the network: the images, Flatten, then each Dense with its Dropout. */
  JsonObject model(DenseModel model) {
    JsonObject config = new JsonObject();
    config.addProperty("name", "sequential");
    config.add("layers", layers(model));
    if (keras3) {
      config.addProperty("trainable", true);
      config.addProperty("dtype", "float32");
      config.add("build_input_shape", shape(model.height(), model.width()));
    }
    JsonObject whole = object("keras", "Sequential", config);
    if (keras3) {
      whole.add("build_config", buildConfig(shape(model.height(), model.width())));
      whole.add("compile_config", training(model));
    }
    return whole;
  }

  private JsonArray layers(DenseModel model) {
    JsonArray layers = new JsonArray();
    JsonObject input = new JsonObject();
    input.add(keras3 ? "batch_shape" : "batch_input_shape", shape(model.height(), model.width()));
    input.addProperty("dtype", "float32");
    input.addProperty("sparse", false);
    input.addProperty("name", "input_layer");
    layers.add(object("keras.layers", "InputLayer", input));
    JsonObject flatten = layer("flatten");
    flatten.addProperty("data_format", "channels_last");
    layers.add(object("keras.layers", "Flatten", flatten));
    int number = 0;
    for (DenseWeights each : model.layers()) {
      layers.add(dense(each, denseName(number)));
      if (isLeakyLayer(each)) {
        JsonObject leaky = layer(number == 0 ? "leaky_re_lu" : "leaky_re_lu_" + number);
        leaky.addProperty(keras3 ? "negative_slope" : "alpha", each.slope());
        layers.add(object("keras.layers", "LeakyReLU", leaky));
      }
      if (each.dropout() > 0) {
        JsonObject dropout = layer(number == 0 ? "dropout" : "dropout_" + number);
        dropout.addProperty("rate", each.dropout());
        layers.add(object("keras.layers", "Dropout", dropout));
      }
      number++;
    }
    return layers;
  }

  /** Keras 2 has leaky ReLU as a layer alone, and Keras 3 any other slope than the usual one. */
  private boolean isLeakyLayer(DenseWeights weights) {
    return weights.activation() == Activation.LEAKY_RELU
        && (!keras3 || weights.slope() != Activation.LEAKY_RELU_SLOPE);
  }

  /** Returns the name of a dense layer, which Keras 3 gives its weights as well. */
  static String denseName(int number) {
    return number == 0 ? "dense" : "dense_" + number;
  }

  private JsonObject dense(DenseWeights weights, String name) {
    JsonObject config = layer(name);
    config.addProperty("units", weights.units());
    config.addProperty(
        "activation", isLeakyLayer(weights) ? "linear" : activation(weights.activation()));
    config.addProperty("use_bias", true);
    JsonObject seed = new JsonObject();
    seed.add("seed", JsonNull.INSTANCE);
    config.add("kernel_initializer", object("keras.initializers", "GlorotUniform", seed));
    config.add("bias_initializer", object("keras.initializers", "Zeros", new JsonObject()));
    config.add("kernel_regularizer", penalty(weights));
    for (String none : List.of("bias_regularizer", "kernel_constraint", "bias_constraint")) {
      config.add(none, JsonNull.INSTANCE);
    }
    JsonObject dense = object("keras.layers", "Dense", config);
    if (keras3) {
      dense.add("build_config", buildConfig(shape(weights.inputs())));
    }
    return dense;
  }

  private JsonElement penalty(DenseWeights weights) {
    if (weights.l1() == 0 && weights.l2() == 0) {
      return JsonNull.INSTANCE;
    }
    JsonObject config = new JsonObject();
    config.addProperty("l1", weights.l1());
    config.addProperty("l2", weights.l2());
    return object("keras.regularizers", "L1L2", config);
  }

  private static String activation(Activation activation) {
    return activation == Activation.IDENTITY
        ? "linear"
        : activation.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject layer(String name) {
    JsonObject config = new JsonObject();
    config.addProperty("name", name);
    config.addProperty("trainable", true);
    config.addProperty("dtype", "float32");
    return config;
  }

  /** Returns how the network is trained: Keras 3's compile_config, or the older training_config. */
  JsonObject training(DenseModel model) {
    JsonObject training = new JsonObject();
    model
        .optimizer()
        .map(state -> KerasOptimizerNames.of(state.optimizer()))
        .ifPresent(
            optimizer ->
                training.add(
                    keras3 ? "optimizer" : "optimizer_config",
                    object("keras.optimizers", optimizer.name(), optimizer.settings())));
    training.addProperty(
        "loss",
        model.loss() == Loss.MEAN_SQUARED_ERROR
            ? "mean_squared_error"
            : "categorical_crossentropy");
    JsonArray metrics = new JsonArray();
    metrics.add("accuracy");
    training.add("metrics", metrics);
    training.add("loss_weights", JsonNull.INSTANCE);
    training.add("weighted_metrics", JsonNull.INSTANCE);
    if (keras3) {
      training.addProperty("run_eagerly", false);
      training.addProperty("steps_per_execution", 1);
      training.addProperty("jit_compile", false);
    }
    return training;
  }

  private JsonObject object(String module, String kind, JsonObject config) {
    JsonObject object = new JsonObject();
    if (keras3) {
      object.addProperty("module", module);
    }
    object.addProperty("class_name", kind);
    object.add("config", config);
    if (keras3) {
      object.add("registered_name", JsonNull.INSTANCE);
    }
    return object;
  }

  private static JsonObject buildConfig(JsonArray shape) {
    JsonObject config = new JsonObject();
    config.add("input_shape", shape);
    return config;
  }

  private static JsonArray shape(int... sides) {
    JsonArray shape = new JsonArray();
    shape.add(JsonNull.INSTANCE);
    for (int side : sides) {
      shape.add(side);
    }
    return shape;
  }
}
