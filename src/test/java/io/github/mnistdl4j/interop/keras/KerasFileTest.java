package io.github.mnistdl4j.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasFileTest {
  private static final String LAYERS =
      "network.layers=[{units: 16, activation: relu, dropout: 0.5}, {activation: softmax}]";

  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() {
    Python.assumeH5py();
    Python.run("make_keras_files.py", folder);
  }

  private static DenseModel read(String name) {
    return KerasFile.read(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam.keras",
        "numbered.keras",
        "layers_of_activation.keras",
        "no_bias.keras",
        "logits.keras",
        "rescaling.keras",
        "functional.keras",
        "tf_keras_215.keras",
        "keras_20.h5",
        "tf_keras.h5",
        "functional_2.h5",
        "big_endian.h5",
        "doubles.h5",
        "chunked.h5",
        "batch_norm.keras",
        "batch_norm_2.h5",
        "normalization.keras",
        "by_row.keras",
        "keras_1.h5",
        "slopes.keras",
        "slopes_2.h5",
        "nested.keras",
        "nested_2.h5"
      })
  void answersAsTheNetworkOfTheFile(String name) {
    DenseModel model = read(name);
    float[] wanted = PlainForward.floats(folder.resolve(name.replaceFirst("\\..*", ".f32")));
    DenseModel onUnitPixels = model.onUnitPixels(model.pixels().orElse(PixelScale.UNIT));
    double[] answers =
        PlainForward.answers(onUnitPixels, PlainForward.floats(folder.resolve("inputs.f32")));
    assertThat(answers).hasSameSizeAs(wanted);
    for (int i = 0; i < answers.length; i++) {
      assertThat(answers[i]).isCloseTo(wanted[i], within(1e-6));
    }
    assertThat(model.height()).isEqualTo(28);
    assertThat(model.width()).isEqualTo(28);
    assertThat(model.loss()).isEqualTo(Loss.CATEGORICAL_CROSSENTROPY);
  }

  @ParameterizedTest
  @CsvSource({"adam.keras,1407", "tf_keras.h5,9375"})
  void takesAdamWithItsState(String name, int iterations) {
    OptimizerState state = read(name).optimizer().orElseThrow();
    float[] kernel = read(name).layers().get(0).kernel();
    assertThat(state.optimizer()).isInstanceOf(Optimizer.Adam.class);
    assertThat(state.iterations()).isEqualTo(iterations);
    assertThat(state.slots()).hasSize(2).allSatisfy(slot -> assertThat(slot).hasSize(4));
    assertThat(state.slots().get(0).get(0)[5]).isEqualTo(kernel[5] * 0.5f);
    assertThat(state.slots().get(1).get(0)[5]).isEqualTo(kernel[5] * kernel[5]);
  }

  @Test
  void takesOtherOptimizers() {
    OptimizerState rmsprop = read("numbered.keras").optimizer().orElseThrow();
    assertThat(rmsprop.optimizer()).isEqualTo(new Optimizer.Rmsprop(0.001, 0.9, 1e-7));
    assertThat(rmsprop.slots().get(0)).hasSize(10);
    for (String newer : List.of("numbered.keras", "tf_keras_215.keras")) {
      assertThat(read(newer).notes()).anyMatch(note -> note.contains("√(v + ε)"));
    }
    OptimizerState old = read("keras_20.h5").optimizer().orElseThrow();
    assertThat(old.optimizer()).isEqualTo(new Optimizer.Rmsprop(0.001, 0.9, 1e-8));
    assertThat(old.iterations()).isZero();
    assertThat(old.slots()).hasSize(1);
    OptimizerState nesterovs = read("no_bias.keras").optimizer().orElseThrow();
    assertThat(nesterovs.optimizer()).isEqualTo(new Optimizer.Nesterovs(0.1, 0.9));
    assertThat(nesterovs.slots().get(0).get(1)).containsOnly(0).hasSize(16);
  }

  @Test
  void takesDropoutAndSaysWhatDiffers() {
    assertThat(read("adam.keras").layers().get(0).dropout()).isEqualTo(0.25);
    assertThat(read("adam.keras").maker()).isEqualTo("Keras 3.10.0");
    assertThat(read("no_bias.keras").notes()).anyMatch(note -> note.contains("has no bias"));
    assertThat(read("logits.keras").notes()).anyMatch(note -> note.contains("from_logits"));
    assertThat(read("rescaling.keras").pixels()).contains(PixelScale.BYTES);
  }

  private static RunConfig config(String... overrides) {
    return ConfigLoader.parse(RunConfig.class, "", "test", List.of(overrides));
  }

  @ParameterizedTest
  @CsvSource({"alone_3.weights.h5,938", "alone_215.weights.h5,938", "alone_2.h5,0"})
  void takesWeightsAloneForTheNetworkOfTheConfiguration(String name, int iterations) {
    Path file = folder.resolve(name);
    assertThat(KerasFile.hasWeightsAlone(file)).isTrue();
    DenseModel model = KerasFile.readWeights(file, config(LAYERS, "training.optimizer=adam"));
    float[] wanted = PlainForward.floats(folder.resolve("alone.f32"));
    double[] answers =
        PlainForward.answers(model, PlainForward.floats(folder.resolve("inputs.f32")));
    for (int i = 0; i < wanted.length; i++) {
      assertThat(answers[i]).isCloseTo(wanted[i], within(1e-6));
    }
    assertThat(model.height()).isEqualTo(28);
    assertThat(model.layers().get(0).dropout()).isEqualTo(0.5);
    assertThat(model.optimizer().map(OptimizerState::iterations).orElse(0)).isEqualTo(iterations);
    assertThat(model.optimizer().map(state -> state.slots().size()).orElse(2)).isEqualTo(2);
    assertThat(model.notes()).anyMatch(note -> note.contains("weights alone"));
  }

  @Test
  void refusesWeightsOfAnotherNetworkThanTheConfigurations() {
    Path file = folder.resolve("alone_3.weights.h5");
    for (RunConfig other :
        List.of(
            config(), config("network.layers=[{units: 16}, {units: 16}, {activation: softmax}]"))) {
      assertThatThrownBy(() -> KerasFile.readWeights(file, other))
          .isInstanceOf(InteropException.class)
          .hasMessageContaining("layers of [16, 10] units, but the network that the configuration")
          .hasMessageContaining("--set \"network.layers=[");
    }
    for (String more : List.of("alone_norm.weights.h5", "alone_embedding.h5")) {
      assertThatThrownBy(() -> KerasFile.readWeights(folder.resolve(more), config(LAYERS)))
          .isInstanceOf(InteropException.class)
          .hasMessageContaining("Dense layer");
    }
    assertThat(KerasFile.hasWeightsAlone(folder.resolve("tf_keras.h5"))).isFalse();
    assertThat(KerasFile.hasWeightsAlone(folder.resolve("adam.keras"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss_binary.keras | SIGMOID | MEAN_SQUARED_ERROR | gets a sigmoid: its loss takes scores",
        "loss_binary.keras | SIGMOID | MEAN_SQUARED_ERROR | divides Adagrad's steps by √(v + ε)",
        "loss_binary.keras | SIGMOID | MEAN_SQUARED_ERROR | \"a\" (Dense) is frozen in the file",
        "loss_mae.keras | IDENTITY | MEAN_SQUARED_ERROR | The loss meanabsoluteerror is not available",
        "loss_smooth.keras | SOFTMAX | CATEGORICAL_CROSSENTROPY | label_smoothing is left out",
        "loss_smooth.keras | SOFTMAX | CATEGORICAL_CROSSENTROPY | has a softmax and its loss takes scores",
        "loss_smooth.keras | SOFTMAX | CATEGORICAL_CROSSENTROPY | Keras's Adamax adds an ε",
        "loss_sigmoid.keras | SIGMOID | MEAN_SQUARED_ERROR | The loss binarycrossentropy is not",
        "keras_1.h5 | SOFTMAX | CATEGORICAL_CROSSENTROPY | has a W_regularizer, which is left out"
      })
  void saysWhatTheLossBecomes(String name, Activation output, Loss loss, String note) {
    DenseModel model = read(name);
    assertThat(model.layers().get(1).activation()).isEqualTo(output);
    assertThat(model.loss()).isEqualTo(loss);
    assertThat(model.notes()).anyMatch(said -> said.contains(note));
  }

  @Test
  void theOtherOptimizersHaveTheirFormulaHere() {
    for (String same :
        List.of("loss_mae.keras", "loss_sigmoid.keras", "adam.keras", "keras_20.h5")) {
      assertThat(read(same).notes()).noneMatch(note -> note.contains("√"));
    }
  }

  @Test
  void foldsWhatScalesFeaturesAndSaysSo() {
    DenseModel model = read("batch_norm.keras");
    assertThat(model.layers()).hasSize(2);
    assertThat(model.layers().get(0).dropout()).isEqualTo(0.5);
    OptimizerState state = model.optimizer().orElseThrow();
    assertThat(state.iterations()).isEqualTo(938);
    assertThat(state.slots()).isEmpty();
    assertThat(model.notes())
        .contains(
            "The optimizer's state is left out: it is of layers that were not folded yet.",
            "Layer 5, \"two\" (BatchNormalization) is folded into the Dense layer \"a\": the answers are the same, but training on is without it.");
    assertThat(read("normalization.keras").pixels()).isEmpty();
    assertThat(read("batch_norm_2.h5").notes()).noneMatch(note -> note.contains("no bias"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convolution.keras | layer 2, \"conv2d\" (Conv2D), cannot be taken over",
        "lambda.keras | layer 3, \"code\" (Lambda), cannot be taken over",
        "custom.keras | layer 3, \"mine\" (Dense), is a class of somebody's own",
        "slope.keras | layer 4, \"leaky\" (LeakyReLU), has the slope 1.5",
        "slope_list.keras | layer 4, \"leaky\" (LeakyReLU), has a setting negative_slope that is no number",
        "turned.keras | layer 2, \"f\" (Flatten), takes the first side of 28 × 28 for channels",
        "reshaped.keras | layer 5, \"r\" (Reshape), gives the outputs of a layer another shape",
        "two_outputs.keras | has the outputs a, b; a network has one",
        "no_text.keras | is a damaged zip file",
        "rows.keras | a Flatten is missing before it",
        "shapes.keras | has a kernel of [784 × 16]; 784 × 17 was expected",
        "colours.keras | takes images of 28 × 28 × 3",
        "activation_twice.keras | layer 4, \"again\" (Activation), comes behind another activation",
        "missing.keras | layer 5, \"c\" (Dense), has no weights in the file",
        "permuted.keras | layer 2.1, \"p\" (Permute), cannot be taken over",
        "too_deep.keras | is nested too deep",
        "norm_last.keras | layer 5, \"last\" (BatchNormalization), comes behind the last Dense layer",
        "norm_between.keras | layer 5, \"again\" (ReLU), comes behind \"n\" (BatchNormalization)",
        "norm_sizes.keras | layer 4, \"n\" (BatchNormalization), has 15 means for 16 features",
        "norm_negative.keras | layer 3, \"n\" (Normalization), has a variance that is none",
        "norm_missing.keras | layer 3, \"n\" (Normalization), has no weights in the file",
        "norm_axis.keras | layer 3, \"n\" (Normalization), is over axis 2 of inputs of 784",
        "norm_huge.keras | layer 4, \"a\" (Dense), has weights too large for float32",
        "subclassed.keras | is a model of class MyModel",
        "not_finite.keras | holds NaN in layers/dense/vars/0",
        "branched.h5 | layer 3, \"b\" (Dense), is one of several that follow \"in\"",
        "virtual.h5 | uses a part of HDF5 that is not supported",
        "external.h5 | uses a part of HDF5 that is not supported",
        "external_link.h5 | has a link model_weights/dense/dense/kernel:0",
        "soft_link.h5 | has a link model_weights/dense/dense/kernel:0",
        "huge.h5 | has 78400000 numbers, far more than fit into",
        "text.h5 | holds no numbers",
        "weights_alone.h5 | has weights alone",
        "bomb.keras | unpacks to more than 100 times its size",
        "escaping.keras | leads out of it",
        "deep.keras | config.json is damaged: it is not JSON",
        "page.keras | is a web page",
        "pickle.keras | a pickle, which is never opened",
        "graph.json | is a graph model of TensorFlow.js",
        "dl4j.zip | it is a model of Deeplearning4j",
        "none.keras | does not exist"
      })
  void refusesByNameAndPlace(String name, String problem) {
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(problem);
  }

  @Test
  void goesByTheContentNotByTheName() throws Exception {
    Files.copy(folder.resolve("adam.keras"), folder.resolve("renamed.h5"));
    Files.copy(folder.resolve("tf_keras.h5"), folder.resolve("renamed.keras"));
    assertThat(read("renamed.h5").form()).isEqualTo("Keras 3 (.keras)");
    assertThat(read("renamed.keras").form()).isEqualTo("Keras HDF5 (.h5)");
  }
}
