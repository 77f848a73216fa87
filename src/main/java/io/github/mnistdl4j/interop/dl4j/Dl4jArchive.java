package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.interop.dense.ZippedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of a model zip. */
record Dl4jArchive(Path file, ZippedModel zip) {
  static final String CONFIGURATION = "configuration.json";
  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";
  static final String NO_PARAMETERS = "noParams.marker";

  /** Until 0.5 a Java object. */
  private static final String OLDER_UPDATER = "updater.bin";

  private static final String NORMALIZER = "normalizer.bin";

  /** What a run here adds to its own model. */
  private static final String PREPROCESSING = "preprocessing.json";

  /** Deeplearning4j writes two thousand bytes for each layer. */
  private static final int MOST_JSON_BYTES = 1 << 24;

  private static final int MOST_HEADER_BYTES = 1024;
  private static final int MOST_LAYERS = 1000;

  /** A normalizer of images is three numbers; one of features has some for each pixel. */
  private static final int MOST_NORMALIZER_BYTES = 1 << 22;

  /**
   * Returns the network.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException naming what cannot be taken over
   */
  DenseModel read() {
    JsonFields network =
        json(CONFIGURATION).orElseThrow(() -> zip.problem("has no " + CONFIGURATION));
    DenseChain chain = new DenseChain(layers(network));
    List<String> notes = new ArrayList<>(chain.notes());
    List<DenseWeights> layers = weights(chain.dense(), notes);
    Loss loss = chain.loss().forOutput(layers.get(layers.size() - 1).activation(), notes);
    Optional<OptimizerState> optimizer = optimizer(network, chain.dense(), notes);
    JsonFields own = json(PREPROCESSING).orElseGet(() -> JsonFields.parse("{}", file.toString()));
    calibrate(layers, own, notes);
    Dl4jInput input = Dl4jInput.of(network, own, chain.dense().get(0));
    return new DenseModel(
        "Deeplearning4j (.zip)",
        maker(network, chain.dense().get(0).layer()),
        input.height(),
        input.width(),
        PixelScale.UNIT,
        input.pixels().or(() -> normalizer(notes)),
        layers,
        loss,
        optimizer,
        own.texts("classes"),
        notes);
  }

  /** Divides the last layer by the temperature at which a run here is asked, if it has one. */
  private void calibrate(List<DenseWeights> layers, JsonFields own, List<String> notes) {
    if (own.isNull("temperature")) {
      return;
    }
    double temperature = own.number("temperature", 0);
    if (!(temperature > 0 && temperature < Float.MAX_VALUE)) {
      throw zip.problem(
          "has a temperature in %s that is no positive number".formatted(PREPROCESSING));
    }
    DenseWeights last = layers.get(layers.size() - 1);
    layers.set(
        layers.size() - 1,
        last.with(divided(last.kernel(), temperature), divided(last.bias(), temperature)));
    notes.add("Its temperature, %s, is folded into the last layer.".formatted(temperature));
  }

  private static float[] divided(float[] numbers, double divisor) {
    float[] divided = numbers.clone();
    for (int i = 0; i < divided.length; i++) {
      divided[i] = (float) (divided[i] / divisor);
    }
    return divided;
  }

  /** Returns what an entry may have that holds so many numbers, of eight bytes at most. */
  private static int mostBytes(long numbers) {
    return (int) Math.min(ModelStart.MOST_BYTES, numbers * Double.BYTES + MOST_HEADER_BYTES);
  }

  private Optional<JsonFields> json(String entry) {
    return zip.bytes(entry, MOST_JSON_BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .map(text -> JsonFields.parse(text, file + ", " + entry));
  }

  private List<Dl4jLayer> layers(JsonFields network) {
    if (!network.isNull("vertices")) {
      throw zip.problem(
          "is a ComputationGraph; only a MultiLayerNetwork of dense layers can be taken");
    }
    List<JsonElement> confs = network.list("confs");
    if (confs.isEmpty() || confs.size() > MOST_LAYERS) {
      throw zip.problem("has %d layers (confs) in %s".formatted(confs.size(), CONFIGURATION));
    }
    List<Dl4jLayer> layers = new ArrayList<>();
    confs.forEach(conf -> layers.add(Dl4jLayer.of(file, layers.size() + 1, conf)));
    return layers;
  }

  private RuntimeException noWeights() {
    return zip.problem("has no weights (%s)".formatted(PARAMETERS));
  }

  /** Returns an entry's numbers; empty if it is missing. */
  private Optional<float[]> array(String entry, long most) {
    return zip.bytes(entry, mostBytes(most)).map(bytes -> array(bytes, entry));
  }

  private float[] array(byte[] bytes, String entry) {
    try {
      return Nd4jArray.read(bytes);
    } catch (IOException e) {
      String reason = Optional.ofNullable(e.getMessage()).orElse("it ends too early");
      throw zip.problem("is damaged: %s is no array of weights: %s".formatted(entry, reason));
    }
  }

  private List<DenseWeights> weights(List<PlannedDense> planned, List<String> notes) {
    long wanted = planned.stream().mapToLong(PlannedDense::parameters).sum();
    float[] row = array(PARAMETERS, wanted).orElseThrow(this::noWeights);
    if (row.length != wanted) {
      throw zip.problem(
          "is damaged: it has %,d weights, but its layers have %,d".formatted(row.length, wanted));
    }
    if (planned.get(planned.size() - 1).kept() < 1) {
      notes.add("The dropout behind the last layer is left out: its outputs are the answer.");
    }
    List<DenseWeights> layers = new ArrayList<>();
    int at = 0;
    for (PlannedDense layer : planned) {
      float[] kernel = Variables.kernel(row, at, layer);
      float[] bias = Variables.bias(row, at + kernel.length, layer);
      at += (int) layer.parameters();
      double dropout = layers.size() == planned.size() - 1 ? 0 : DenseChain.dropped(layer.kept());
      layers.add(
          new DenseWeights(
              layer.inputs(),
              layer.units(),
              kernel,
              bias,
              layer.activation().function(),
              layer.activation().slope(),
              dropout,
              layer.l1(),
              layer.l2()));
    }
    return layers;
  }

  private Optional<OptimizerState> optimizer(
      JsonFields network, List<PlannedDense> layers, List<String> notes) {
    Dl4jOptimizers optimizers = new Dl4jOptimizers(layers, notes);
    int iterations = (int) Math.max(0, network.number("iterationCount", 0));
    return optimizers
        .read()
        .map(
            known ->
                new OptimizerState(known, iterations, slots(known, optimizers, network, notes)));
  }

  private List<List<float[]>> slots(
      Optimizer optimizer, Dl4jOptimizers optimizers, JsonFields network, List<String> notes) {
    if (zip.has(OLDER_UPDATER) && !zip.has(UPDATER)) {
      notes.add("The optimizer's state is left out: it is a Java object, which is never opened.");
    }
    if (!optimizers.isOne() || OptimizerState.slotsOf(optimizer) == 0 || !zip.has(UPDATER)) {
      return List.of();
    }
    boolean two = OptimizerState.slotsOf(optimizer) == 2;
    boolean counted = optimizer instanceof Optimizer.Adadelta || !network.isNull("iterationCount");
    if (two && (!counted || !(optimizers.isOlder() || optimizers.hasOneForBiases()))) {
      notes.add(
          counted
              ? "The optimizer's state is left out: biases have a learning rate of their own."
              : "The optimizer's state is left out: the file does not say of how many steps it is.");
      return List.of();
    }
    List<PlannedDense> layers = optimizers.layers();
    long most = 2 * layers.stream().mapToLong(PlannedDense::parameters).sum();
    float[] state = array(UPDATER, most).orElseThrow();
    return new UpdaterState(state, optimizers.isOlder()).slots(optimizer, layers, notes);
  }

  private Optional<PixelScale> normalizer(List<String> notes) {
    return zip.bytes(NORMALIZER, MOST_NORMALIZER_BYTES)
        .flatMap(bytes -> StoredNormalizer.read(bytes, notes));
  }

  /** Returns the versions that write such files, which do not say it. */
  private static String maker(JsonFields network, Dl4jLayer layer) {
    JsonFields fields = layer.fields();
    String versions =
        !fields.isNull("weightInitFn")
            ? "1.0.0-beta4 to M2.1"
            : !fields.isNull("@class")
                ? "1.0.0-beta3"
                : !fields.isNull("iupdater")
                    ? "0.9 to 1.0.0-beta2"
                    : !network.isNull("iterationCount")
                        ? "0.8"
                        : fields.isNull("activationFn") ? "0.5 to 0.7.1" : "0.7.2";
    return "Deeplearning4j " + versions;
  }
}
