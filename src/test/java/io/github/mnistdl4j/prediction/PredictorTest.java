package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.RejectionScore;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainedModel;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {
  private static final Digits TEST = SmallDigits.inMemory().test();

  @TempDir private Path run;

  private MultiLayerNetwork trained(String... settings) throws IOException {
    AppConfig config = SmallDigits.config(settings);
    NativeRuntime.start(config.run().runtime());
    MultiLayerNetwork network = Networks.create(config.run(), DatasetInfo.MNIST);
    network.fit(DigitBatches.inOrder(SmallDigits.inMemory().train(), 100), 3);
    Files.writeString(run.resolve("config.yaml"), ConfigWriter.write(config));
    ModelStore.save(new TrainedModel(network, DatasetInfo.MNIST), run.resolve("model.zip"));
    return network;
  }

  private static float[] image(int index) {
    float[] pixels = new float[784];
    TEST.copyScaled(index, pixels, 0);
    return pixels;
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "tanh", "sigmoid", "identity", "leaky-relu", "elu", "softmax"})
  void answersWhatDeeplearning4jAnswers(String activation) throws IOException {
    MultiLayerNetwork network =
        trained(
            "network.layers=[{units: 9, activation: %s}, {units: 7, activation: %s, dropout: 0.5},"
                    .formatted(activation, activation)
                + " {units: 10, activation: softmax}]");
    float[][] expected =
        network.output(DigitBatches.inOrder(TEST, 200).next().getFeatures()).toFloatMatrix();
    Predictor predictor = Predictor.load(run);
    for (int i = 0; i < TEST.size(); i++) {
      assertThat(predictor.predict(image(i)).probabilities())
          .containsExactly(expected[i], within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e9, 1e9})
  void refusesWhatTheModelsRuleSays(double threshold) throws IOException {
    MultiLayerNetwork network = trained();
    RejectionRule rule = new RejectionRule(RejectionScore.ENERGY, threshold, 0.01, 0.5);
    ModelStore.save(
        new TrainedModel(
            network,
            DatasetInfo.MNIST,
            OptionalDouble.empty(),
            Optional.of(rule),
            Optional.empty()),
        run.resolve("model.zip"));
    Prediction prediction = Predictor.load(run).predict(image(0));
    assertThat(prediction.rejection().isPresent()).isEqualTo(threshold > 0);
    assertThat(prediction.digit()).isEqualTo(TEST.label(0));
  }

  @Test
  void neverAnswersNone() throws IOException {
    DatasetInfo info = DatasetInfo.MNIST.withNone();
    Prediction prediction =
        new Prediction(
            info,
            new float[] {0, 0, 0, 0, .3f, 0, 0, 0, .1f, 0, .6f},
            new float[784],
            Optional.empty());
    assertThat(prediction.label()).isEqualTo("4");
    assertThat(prediction.probability()).isEqualTo(.3f);
    assertThat(prediction.probabilities()).hasSize(11);
  }

  @Test
  void answersFromSeveralThreadsAtOnceAsFromOne() throws IOException {
    trained();
    Predictor predictor = Predictor.load(run);
    List<float[]> batch = IntStream.range(0, 200).mapToObj(PredictorTest::image).toList();
    List<Prediction> alone = predictor.predict(batch);
    List<Prediction> together =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(i -> predictor.predict(batch.get(i % 200)))
            .toList();
    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i).probabilities()).isEqualTo(alone.get(i % 200).probabilities());
    }
  }

  @Test
  void givesCopies() throws IOException {
    trained();
    float[] pixels = image(0);
    Prediction prediction = Predictor.load(run).predict(pixels);
    assertThat(prediction.input()).isEqualTo(pixels).isNotSameAs(pixels);
    pixels[400] = 9;
    prediction.input()[0] = 9;
    prediction.probabilities()[0] = 9;
    assertThat(prediction.input()).isEqualTo(image(0));
    assertThat(prediction.probability())
        .isEqualTo(prediction.probabilities()[prediction.digit()])
        .isBetween(0.1f, 1f);
  }

  @Test
  void preparesAPicture() throws IOException {
    trained();
    BufferedImage picture =
        TestPictures.inverted(TestPictures.drawn(image(0), 280, 400, 300, 80, 10));
    Prediction prediction = Predictor.load(run).predict(picture);
    assertThat(prediction.input()).isEqualTo(PreparedImage.of(picture, DatasetInfo.MNIST).pixels());
  }

  @Test
  void rejectsWhatIsNoImage() throws IOException {
    trained();
    Predictor predictor = Predictor.load(run);
    assertThatThrownBy(() -> predictor.predict(new float[783]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image needs 784 pixels, 28 rows of 28, but has 783");
    for (float wrong : new float[] {-0.1f, 1.1f, 255, Float.NaN}) {
      float[] pixels = image(0);
      pixels[5] = wrong;
      assertThatThrownBy(() -> predictor.predict(List.of(image(1), pixels)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "pixel 5 is %s, but must be in [0, 1], 0 for background and 1 for ink", wrong);
    }
    assertThat(predictor.predict(List.of())).isEmpty();
  }

  @Test
  void explainsByTheInkThatMatters() throws IOException {
    trained();
    Predictor predictor = Predictor.load(run);
    float[] pixels = image(0);
    float[] map = predictor.explain(pixels, predictor.predict(pixels).digit());
    List<Float> magnitudes = new ArrayList<>();
    for (int i = 0; i < map.length; i++) {
      magnitudes.add(Math.abs(map[i]));
      assertThat(map[i] == 0 || pixels[i] > 0).as("ink where it matters, pixel %d", i).isTrue();
    }
    assertThat(magnitudes).hasSize(784).contains(1f).allMatch(value -> value <= 1);
    assertThat(predictor.explain(new float[784], 3)).hasSize(784).containsOnly(0f);
    assertThatThrownBy(() -> predictor.explain(pixels, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the class is 10, but must be 0 to 9");
  }

  @Test
  void rejectsAFolderThatIsNoRun() {
    assertThatThrownBy(() -> Predictor.load(run))
        .isInstanceOf(RunException.class)
        .hasMessage("%s is not a run: it has no config.yaml.", run);
    Path nowhere = run.resolve("nowhere");
    assertThatThrownBy(() -> Predictor.load(nowhere))
        .isInstanceOf(RunException.class)
        .hasMessage("%s is not a run: there is no such folder.", nowhere);
  }

  @Test
  void rejectsAModelThatDoesNotSayHowItsImagesWerePrepared() throws IOException {
    MultiLayerNetwork network = trained();
    ModelSerializer.writeModel(network, run.resolve("model.zip").toFile(), true);
    assertThatThrownBy(() -> Predictor.load(run))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("does not say how its images were prepared");
  }
}
