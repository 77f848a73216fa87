package io.github.mnistdl4j.interop.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.keras.PlainForward;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;

/** What earlier versions wrote, which today's Deeplearning4j still reads. */
class OldFormsTest {
  private static final String OLDER_NUMBERS =
      """
      "learningRate": 0.15, "momentum": 0.9, "rho": "NaN", "rmsDecay": "NaN", "epsilon": "NaN",
      "adamMeanDecay": 0.8, "adamVarDecay": 0.99, "momentumSchedule": null, "biasInit": 0.0,
      "weightInit": "XAVIER", "gradientNormalization": "None", "biasLearningRate": 0.15""";

  /** A form of the file, with the words that changed. */
  private enum Form {
    V050(
        "0.5 to 0.7.1",
        """
        {"dense": {"activationFunction": "relu", "updater": "NESTEROVS", "dropOut": 0.0, "l1": 0.0,
          "l2": 0.0, "nin": 3, "nout": 2, %s}}""",
        """
        {"output": {"activationFunction": "softmax", "updater": "NESTEROVS", "dropOut": 0.7,
          "lossFunction": "MCXENT", "l1": 0.0, "l2": 0.0, "nin": 2, "nout": 2, %s}}"""),
    V080(
        "0.8",
        """
        {"dense": {"activationFn": {"ReLU": {}}, "updater": "ADAM", "dropOut": 0.0, "l1": 0.0,
          "l2": 0.0, "nin": 3, "nout": 2, %s}}""",
        """
        {"output": {"activationFn": {"Softmax": {}}, "updater": "ADAM", "dropOut": 0.7,
          "lossFn": {"NegativeLogLikelihood": {}}, "l1": 0.0, "l2": 0.0, "nin": 2, "nout": 2, %s}}"""),
    V091(
        "0.9 to 1.0.0-beta2",
        """
        {"dense": {"activationFn": {"ReLU": {}}, "iupdater": {"@class":
          "org.nd4j.linalg.learning.config.Adam", "learningRate": 0.15, "beta1": 0.8, "beta2": 0.99,
          "epsilon": 1e-8}, "l1": 0.0, "l2": 0.0, "nin": 3, "nout": 2, "weightInit": "XAVIER"}}""",
        """
        {"output": {"activationFn": {"Softmax": {}}, "iupdater": {"@class":
          "org.nd4j.linalg.learning.config.Adam", "learningRate": 0.15, "beta1": 0.8, "beta2": 0.99,
          "epsilon": 1e-8}, "idropout": {"@class": "org.deeplearning4j.nn.conf.dropout.Dropout",
          "p": 0.7}, "lossFn": {"MCXENT": {}}, "l1": 0.0, "l2": 0.0, "nin": 2, "nout": 2,
          "weightInit": "XAVIER"}}"""),
    BETA3(
        "1.0.0-beta3",
        """
        {"@class": "org.deeplearning4j.nn.conf.layers.DenseLayer", "activationFn": {"@class":
          "org.nd4j.linalg.activations.impl.ActivationReLU"}, "iupdater": {"@class":
          "org.nd4j.linalg.learning.config.RmsProp", "learningRate": 0.15, "rmsDecay": 0.9,
          "epsilon": 1e-8}, "l1": 0.0, "l2": 0.0, "nin": 3, "nout": 2, "weightInit": "XAVIER"}""",
        """
        {"@class": "org.deeplearning4j.nn.conf.layers.OutputLayer", "activationFn": {"@class":
          "org.nd4j.linalg.activations.impl.ActivationSoftmax"}, "iupdater": {"@class":
          "org.nd4j.linalg.learning.config.RmsProp", "learningRate": 0.15, "rmsDecay": 0.9,
          "epsilon": 1e-8}, "idropout": {"@class": "org.deeplearning4j.nn.conf.dropout.Dropout",
          "p": 0.7}, "lossFn": {"@class": "org.nd4j.linalg.lossfunctions.impl.LossMCXENT"},
          "l1": 0.0, "l2": 0.0, "nin": 2, "nout": 2, "weightInit": "XAVIER"}""");

    private final String versions;
    private final String dense;
    private final String output;

    Form(String versions, String dense, String output) {
      this.versions = versions;
      this.dense = dense;
      this.output = output;
    }

    String json() {
      String counter = this == V050 ? "" : "\"iterationCount\": 5,";
      return """
      {"backprop": true, "backpropType": "Standard", "confs": [
        {%2$s "layer": %1$s, "miniBatch": true, "optimizationAlgo": "STOCHASTIC_GRADIENT_DESCENT",
          "seed": 1, "useDropConnect": false, "useRegularization": true, "variables": ["W", "b"]},
        {%2$s "layer": %3$s, "miniBatch": true, "optimizationAlgo": "STOCHASTIC_GRADIENT_DESCENT",
          "seed": 1, "useDropConnect": false, "useRegularization": true, "variables": ["W", "b"]}],
       %2$s "inputPreProcessors": {}, "pretrain": false, "tbpttBackLength": 20, "tbpttFwdLength": 20}
      """
          .formatted(dense.formatted(OLDER_NUMBERS), counter, output.formatted(OLDER_NUMBERS));
    }
  }

  private static final float[] WEIGHTS = {
    0.1f, -0.2f, 0.3f, 0.4f, 0.5f, -0.6f, 0.01f, 0.02f, 1f, -1f, 0.7f, 0.2f, 0.3f, -0.3f
  };

  /** The index of each number, so that each tells where it stood. */
  private static float[] indices(int count) {
    float[] indices = new float[count];
    for (int i = 0; i < count; i++) {
      indices[i] = i;
    }
    return indices;
  }

  @TempDir private Path folder;

  private Path write(Form form, int state) {
    return ModelZips.of(form.json())
        .with("coefficients.bin", ModelZips.older(WEIGHTS))
        .with("updaterState.bin", ModelZips.older(indices(state)))
        .write(folder.resolve("old.zip"));
  }

  @ParameterizedTest
  @EnumSource
  void answersAsTodaysDeeplearning4jDoes(Form form) throws IOException {
    boolean two = form == Form.V080 || form == Form.V091;
    Path file = write(form, two ? 28 : 14);
    DenseModel model = Dl4jFile.read(file);
    assertThat(model.maker()).isEqualTo("Deeplearning4j " + form.versions);
    float[] images = {0.2f, 0.9f, 0.4f, 1f, 0f, 0.5f};
    double[] wanted =
        ModelSerializer.restoreMultiLayerNetwork(file.toFile())
            .output(Nd4j.create(images).reshape(2, 3))
            .dup('c')
            .data()
            .asDouble();
    assertThat(PlainForward.answers(model, images)).containsExactly(wanted, within(1e-6));
    assertThat(model.layers().get(0).kernel())
        .containsExactly(0.1f, 0.4f, -0.2f, 0.5f, 0.3f, -0.6f);
    assertThat(model.layers().get(0).dropout()).isEqualTo(0.3);
    assertThat(model.loss()).isEqualTo(Loss.CATEGORICAL_CROSSENTROPY);
    assertThat(model.notes()).isEmpty();
    assertThat(model.optimizer().orElseThrow().iterations()).isEqualTo(form == Form.V050 ? 0 : 5);
    assertThat(model.optimizer().orElseThrow().slots()).hasSize(two ? 2 : 1);
  }

  @Test
  void knowsWhereEachVersionKeepsTheState() {
    OptimizerState older = Dl4jFile.read(write(Form.V080, 28)).optimizer().orElseThrow();
    assertThat(older.optimizer()).isEqualTo(new Optimizer.Adam(0.15, 0.8, 0.99, 1e-8));
    assertThat(older.slots().get(0).get(0)).as("first of W").containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(older.slots().get(1).get(0)).as("second").containsExactly(6, 9, 7, 10, 8, 11);
    assertThat(older.slots().get(1).get(1)).as("second of b").containsExactly(14, 15);
    OptimizerState newer = Dl4jFile.read(write(Form.V091, 28)).optimizer().orElseThrow();
    assertThat(newer.slots().get(1).get(0))
        .as("second of W")
        .containsExactly(14, 17, 15, 18, 16, 19);
    assertThat(newer.slots().get(1).get(3)).as("second of the last b").containsExactly(26, 27);
  }

  @Test
  void takesNoStateThatItIsNotSureOf() {
    DenseModel wrongSize = Dl4jFile.read(write(Form.V091, 27));
    assertThat(wrongSize.optimizer().orElseThrow().slots()).isEmpty();
    assertThat(wrongSize.notes())
        .containsExactly("The optimizer's state is left out: it has 27 numbers, not 28.");
    Path file =
        ModelZips.of(Form.V080.json().replace("\"iterationCount\": 5,", ""))
            .with("coefficients.bin", ModelZips.older(WEIGHTS))
            .with("updaterState.bin", ModelZips.older(indices(28)))
            .write(folder.resolve("old.zip"));
    assertThat(Dl4jFile.read(file).notes())
        .containsExactly(
            "The optimizer's state is left out: the file does not say of how many steps it is.");
    float[] negative = indices(28);
    negative[20] = -1;
    ModelZips.of(Form.V091.json())
        .with("coefficients.bin", ModelZips.older(WEIGHTS))
        .with("updaterState.bin", ModelZips.older(negative))
        .write(file);
    assertThat(Dl4jFile.read(file).notes())
        .containsExactly("The optimizer's state is left out: it has means of squares below zero.");
  }

  @Test
  void saysWhatPenaltiesWere() {
    String json = Form.BETA3.json().replace("\"l2\": 0.0", "\"l2\": 0.02");
    Path file =
        ModelZips.of(json)
            .with("coefficients.bin", ModelZips.older(WEIGHTS))
            .write(folder.resolve("old.zip"));
    DenseModel model = Dl4jFile.read(file);
    assertThat(model.layers()).isNotEmpty().allMatch(layer -> layer.l2() == 0.01);
    assertThat(model.notes()).hasSize(2).allMatch(note -> note.contains("behind the optimizer"));
    ModelZips.of(json.replace("\"useRegularization\": true", "\"useRegularization\": false"))
        .with("coefficients.bin", ModelZips.older(WEIGHTS))
        .write(file);
    assertThat(Dl4jFile.read(file).layers()).allMatch(layer -> layer.l2() == 0);
  }

  @Test
  void readsHalvesAndDoubles() {
    byte[] doubles =
        ModelZips.bytes(
            out -> {
              for (float weight : WEIGHTS) {
                out.writeDouble(weight);
              }
            });
    Path file =
        ModelZips.of(Form.BETA3.json())
            .with("coefficients.bin", ModelZips.newer("DOUBLE", WEIGHTS.length, doubles))
            .write(folder.resolve("old.zip"));
    assertThat(Dl4jFile.read(file).layers().get(1).bias()).containsExactly(0.3f, -0.3f);
    assertThat(List.of(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00))
        .extracting(bits -> Nd4jArray.half(bits.shortValue()))
        .containsExactly(1f, -2f, 0x1p-24f, 65504f, Float.POSITIVE_INFINITY);
  }
}
