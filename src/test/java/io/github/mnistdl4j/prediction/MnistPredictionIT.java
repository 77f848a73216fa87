package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import io.github.mnistdl4j.prediction.image.TestPictures;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The preprocessing and the predictor on MNIST's test images, after one epoch of the tutorial. */
class MnistPredictionIT {
  private static final Path BESIDE = Path.of("../shared/data/mnist");

  /** Every so many of the test images are drawn. */
  private static final int STRIDE = 10;

  @TempDir private static Path folder;
  private static AppConfig config = config();
  private static RunDirectory run = new RunDirectory(Path.of(""));
  private static Digits test = new Digits(new byte[0], new byte[0]);

  private static AppConfig config() {
    Stream<String> beside =
        Files.isDirectory(BESIDE) ? Stream.of("data.directory=" + BESIDE) : Stream.empty();
    return ConfigLoader.parse(
        AppConfig.class,
        "",
        "test",
        Stream.concat(Stream.of("training.epochs=1"), beside).toList());
  }

  @BeforeAll
  static void train() {
    DatasetProvider provider =
        DatasetProvider.standard(
            System.getenv(), System.getProperty("os.name"), ProvisionListener.SILENT);
    TrainTest data = new DigitsReader(provider).read(config.run().data());
    test = data.test();
    run = RunDirectory.create(folder, Optional.of("one-epoch"), LocalDateTime.of(2026, 1, 1, 0, 0));
    new TrainingRun(config, data, run, Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
  }

  private static float[] image(int index) {
    float[] pixels = new float[Digits.PIXELS];
    test.copyScaled(index, pixels, 0);
    return pixels;
  }

  @Test
  void saysOfEveryImageWhatTheEvaluationSays() {
    MultiLayerNetwork network = ModelStore.load(run.model(), config.run());
    Predictor predictor = Predictor.load(run.path());
    for (int first = 0; first < test.size(); first += 1000) {
      Digits some = test.slice(first, first + 1000);
      float[][] expected =
          network.output(DigitBatches.inOrder(some, 1000).next().getFeatures()).toFloatMatrix();
      for (int i = 0; i < expected.length; i++) {
        Prediction prediction = predictor.predict(image(first + i));
        assertThat(prediction.digit()).isEqualTo(new Prediction(expected[i], new float[0]).digit());
        for (int k = 0; k < 10; k++) { // Deeplearning4j itself rounds so with other batch sizes
          float difference = Math.abs(prediction.probabilities()[k] - expected[i][k]);
          assertThat(difference).isLessThan(2e-6f);
        }
      }
    }
  }

  static Stream<Named<Function<float[], BufferedImage>>> drawings() {
    Random random = new Random(1);
    return Stream.of(
        Named.of("as it is", ink -> TestPictures.grey(ink, 28)),
        Named.of("inverted", ink -> TestPictures.inverted(TestPictures.grey(ink, 28))),
        Named.of("ten times as large", ink -> TestPictures.drawn(ink, 280, 280, 280, 0, 0)),
        Named.of(
            "large, inverted, padded and shifted",
            ink -> TestPictures.inverted(padded(ink, random))),
        Named.of(
            "red on yellow",
            ink ->
                TestPictures.recoloured(padded(ink, random), v -> 0xFF0000 | (255 - v) << 8 | 128)),
        Named.of(
            "a JPEG", ink -> TestPictures.throughJpeg(TestPictures.inverted(padded(ink, random)))));
  }

  private static BufferedImage padded(float[] ink, Random random) {
    return TestPictures.drawn(ink, 140, 250, 200, random.nextInt(110), random.nextInt(60));
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void losesAtMostOnePointOfAccuracy(Function<float[], BufferedImage> drawing) {
    Predictor predictor = Predictor.load(run.path());
    List<Integer> some =
        IntStream.range(0, test.size() / STRIDE).mapToObj(i -> i * STRIDE).toList();
    long right =
        some.stream().filter(i -> predictor.predict(image(i)).digit() == test.label(i)).count();
    long drawn =
        some.stream()
            .filter(i -> predictor.predict(drawing.apply(image(i))).digit() == test.label(i))
            .count();
    assertThat(right).isGreaterThan(some.size() * 94L / 100);
    assertThat(drawn).isGreaterThanOrEqualTo(right - some.size() / 100);
  }
}
