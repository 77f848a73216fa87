package io.github.mnistdl4j.interop.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.keras.PlainForward;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow.js reads what is written here, and what it saves is read. */
class TfjsReadersTest {
  @TempDir private Path folder;
  private float[] inputs = {};

  @BeforeEach
  void writeInputs() throws IOException {
    Node.assumeTfjs();
    inputs = TfjsModels.writeInputs(folder.resolve("inputs"));
  }

  private void assertSameAnswers(DenseModel model, Path file) {
    float[] answers = PlainForward.floats(file);
    double[] wanted = PlainForward.answers(model, inputs);
    assertThat(answers).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) answers[i]).isCloseTo(wanted[i], within(1e-6));
    }
  }

  @Test
  void tensorflowJsReadsTheSameNetwork() throws IOException {
    DenseModel model = TfjsModels.withAllActivations(new Optimizer.Rmsprop(0.002, 0.8, 1e-6));
    TfjsFile.write(model, folder.resolve("out"));
    String printed =
        Node.run(
            "read_model.js",
            folder.resolve("out"),
            folder.resolve("inputs"),
            folder.resolve("answers"));
    assertThat(printed)
        .isEqualTo(
            "0..1 %s RMSProp 0.002 categoricalCrossentropy"
                .formatted(String.join("|", TfjsModels.CLASSES)));
    assertSameAnswers(model, folder.resolve("answers"));
  }

  @Test
  void readsWhatTensorflowJsSaves() {
    Node.run("save_models.js", folder, folder.resolve("inputs"));
    DenseModel chain = TfjsFile.read(folder.resolve("functional"));
    assertSameAnswers(chain, folder.resolve("functional/answers.f32"));
    assertThat(chain.layers())
        .extracting(DenseWeights::activation)
        .containsExactly(
            Activation.TANH,
            Activation.SIGMOID,
            Activation.ELU,
            Activation.LEAKY_RELU,
            Activation.SOFTMAX);
    assertThat(chain.maker()).isEqualTo("tfjs-layers 4.22.0");
    assertThat(chain.optimizer()).isEmpty();

    DenseModel trained = TfjsFile.read(folder.resolve("sequential/model.json"));
    assertSameAnswers(trained, folder.resolve("sequential/answers.f32"));
    assertThat(trained.optimizer().map(state -> state.optimizer()))
        .isEqualTo(Optional.of(new Optimizer.Adam(0.002, 0.8, 0.99, 1e-7)));
    assertThat(trained.layers().get(0).dropout()).isEqualTo(0.25);
    assertThat(trained.layers().get(0).l2()).isEqualTo(0.01);
    assertThat(trained.notes())
        .anyMatch(note -> note.startsWith("The optimizer's state is left out"));
    assertThat(TfjsFile.files(folder.resolve("sequential"))).hasSizeGreaterThan(3);
  }
}
