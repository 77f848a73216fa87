package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A layer that multiplies each feature by a number and adds another one when it predicts, so that
 * it can be folded into a Dense layer: BatchNormalization, Normalization, Rescaling.
 *
 * @param shape of its inputs; unknown if the file does not say it
 */
record ScaleStep(KerasLayer layer, InputShape shape) {
  /** What Keras's BatchNormalization has unless said otherwise. */
  private static final double BATCH_EPSILON = 1e-3;

  /** Keras's {@code backend.epsilon()}, the smallest deviation that Normalization divides by. */
  private static final double LEAST_DEVIATION = 1e-7;

  /** The axes of a layer that has one factor for all features. */
  private static final List<Integer> NO_AXES = List.of();

  /**
   * Returns what it makes of each feature.
   *
   * @param features that the Dense layer beside it has there
   * @throws InteropException that names the layer if its numbers do not fit
   */
  FeatureScale scale(WeightFile weights, int features) {
    return switch (layer.kind()) {
      case "BatchNormalization" -> batchNormalization(weights, features);
      case "Normalization" -> normalization(weights, features);
      default ->
          spread(
              new double[] {layer.config().number("scale", 1)},
              new double[] {layer.config().number("offset", 0)},
              NO_AXES,
              features);
    };
  }

  private FeatureScale batchNormalization(WeightFile weights, int features) {
    if (layer.config().flag("renorm", false) || !layer.config().isNull("mode")) {
      throw layer.refused(
          "is not the plain one (renorm, or mode of Keras 1), which alone can be folded");
    }
    boolean scaled = layer.config().flag("scale", true);
    boolean centred = layer.config().flag("center", true);
    List<HdfArray> found = new ArrayList<>(weights.weights(layer));
    int wanted = 2 + (scaled ? 1 : 0) + (centred ? 1 : 0);
    if (found.size() != wanted) {
      throw layer.refused(
          "has %d arrays of weights; %d were expected".formatted(found.size(), wanted));
    }
    int channels = found.get(0).numbers().length;
    if (found.stream().anyMatch(array -> !array.hasShape(channels))) {
      throw layer.refused("has arrays of weights of different sizes");
    }
    double epsilon = layer.config().number("epsilon", BATCH_EPSILON);
    double[] factors = new double[channels];
    double[] offsets = new double[channels];
    for (int i = 0; i < channels; i++) {
      double gamma = scaled ? found.get(0).numbers()[i] : 1;
      double beta = centred ? found.get(wanted - 3).numbers()[i] : 0;
      factors[i] = gamma / Math.sqrt(found.get(wanted - 1).numbers()[i] + epsilon);
      offsets[i] = beta - found.get(wanted - 2).numbers()[i] * factors[i];
    }
    return spread(factors, offsets, axes(), features);
  }

  private FeatureScale normalization(WeightFile weights, int features) {
    boolean given = !layer.config().isNull("mean");
    List<HdfArray> found = given ? List.of() : weights.weights(layer);
    if (!given && found.size() < 2) {
      throw layer.refused("has no mean and variance in the file: it was not adapted");
    }
    double[] mean = given ? numbers("mean") : found.get(0).doubles();
    double[] variance = given ? numbers("variance") : found.get(1).doubles();
    if (mean.length != variance.length) {
      throw layer.refused("has %d means and %d variances".formatted(mean.length, variance.length));
    }
    boolean inverted = layer.config().flag("invert", false);
    double[] factors = new double[mean.length];
    double[] offsets = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double deviation = Math.max(Math.sqrt(variance[i]), LEAST_DEVIATION);
      factors[i] = inverted ? deviation : 1 / deviation;
      offsets[i] = inverted ? mean[i] : -mean[i] / deviation;
    }
    return spread(factors, offsets, axes(), features);
  }

  /** Returns numbers of the configuration: one, a list, or lists of lists. */
  private double[] numbers(String name) {
    JsonFields numpy = layer.config().fields(name).fields("config");
    double[] numbers =
        JsonFields.numbers(numpy.isNull("value") ? layer.config().get(name) : numpy.get("value"));
    if (numbers.length == 0) {
      throw layer.refused("has no numbers as its %s".formatted(name));
    }
    return numbers;
  }

  /** Returns the sides of the inputs' shape, from 0, along which the numbers differ. */
  private List<Integer> axes() {
    JsonElement axis = layer.config().get("axis");
    boolean none = axis.isJsonNull() && layer.config().object().has("axis");
    if (none || (axis.isJsonArray() && axis.getAsJsonArray().isEmpty())) {
      return NO_AXES;
    }
    double[] said = axis.isJsonNull() ? new double[] {-1} : JsonFields.numbers(axis);
    int dimensions = 1 + Math.max(1, shape.sides().size());
    return Arrays.stream(said)
        .mapToObj(each -> (int) (each < 0 ? each + dimensions : each) - 1)
        .sorted()
        .peek(
            each -> {
              if (each < 0 || each >= dimensions - 1) {
                throw layer.refused("is over axis %s of inputs of %s".formatted(each + 1, shape));
              }
            })
        .toList();
  }

  /** Gives each feature its numbers: there is one, or one for each place along the axes. */
  private FeatureScale spread(
      double[] factors, double[] offsets, List<Integer> axes, int features) {
    InputShape known = shape.isKnown() ? shape : InputShape.flat(features);
    if (known.size() != features) {
      throw layer.refused("gets %s; %d features were expected".formatted(known, features));
    }
    int places = axes.stream().mapToInt(known.sides()::get).reduce(1, (a, b) -> a * b);
    if (factors.length != 1 && factors.length != places) {
      throw layer.refused(
          "has %d means for %d features of %s".formatted(factors.length, places, known));
    }
    int[] place =
        IntStream.range(0, features)
            .map(feature -> factors.length == 1 ? 0 : place(feature, axes, known.sides()))
            .toArray();
    FeatureScale scale =
        new FeatureScale(
            Arrays.stream(place).mapToDouble(i -> factors[i]).toArray(),
            Arrays.stream(place).mapToDouble(i -> offsets[i]).toArray());
    if (!scale.isFinite()) {
      throw layer.refused("has a variance that is none: its outputs would be no numbers");
    }
    return scale;
  }

  /** Returns the number of a feature's place along the axes, the last one running fastest. */
  private static int place(int feature, List<Integer> axes, List<Integer> sides) {
    int rest = feature;
    int place = 0;
    int step = 1;
    for (int side = sides.size() - 1; side >= 0; side--) {
      if (axes.contains(side)) {
        place += rest % sides.get(side) * step;
        step *= sides.get(side);
      }
      rest /= sides.get(side);
    }
    return place;
  }

  /** Returns how notes tell what becomes of it. */
  String foldedInto(KerasLayer dense) {
    return "%s is folded into the Dense layer \"%s\": the answers are the same, but training on is without it."
        .formatted(layer.called(), InteropException.printable(dense.name()));
  }
}
