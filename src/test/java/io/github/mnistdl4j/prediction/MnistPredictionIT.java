package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.MnistRun;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The preprocessing and the predictor on MNIST's test images, after two epochs of the tutorial. */
class MnistPredictionIT {
  /** How many of the test images are drawn. */
  private static final int DRAWN = Integer.getInteger("mnist.digits", 250);

  private static final RunDirectory RUN = MnistRun.directory();
  private static final Digits TEST =
      new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();

  private static float[] image(int index) {
    float[] pixels = new float[784];
    TEST.copyScaled(index, pixels, 0);
    return pixels;
  }

  @Test
  void saysOfEveryImageWhatTheEvaluationSays() {
    MultiLayerNetwork network = ModelStore.load(RUN.model(), new SavedRun(RUN).config().run());
    Predictor predictor = Predictor.load(RUN.path());
    float largest = 0; // NaN stays
    for (int first = 0; first < TEST.size(); first += 1000) {
      Digits some = TEST.slice(first, first + 1000);
      float[][] expected =
          network.output(DigitBatches.inOrder(some, 1000).next().getFeatures()).toFloatMatrix();
      for (int i = 0; i < expected.length; i++) {
        Prediction prediction = predictor.predict(image(first + i));
        assertThat(prediction.digit())
            .isEqualTo(
                new Prediction(DatasetInfo.MNIST, expected[i], new float[0], Optional.empty())
                    .digit());
        for (int k = 0; k < 10; k++) { // Deeplearning4j itself rounds so with other batch sizes
          float difference = Math.abs(prediction.probabilities()[k] - expected[i][k]);
          largest = Math.max(largest, difference);
        }
      }
    }
    assertThat(largest).isLessThan(2e-6f);
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
    Predictor predictor = Predictor.load(RUN.path());
    List<Integer> some =
        IntStream.range(0, DRAWN).mapToObj(i -> i * (TEST.size() / DRAWN)).toList();
    long right =
        some.parallelStream()
            .filter(i -> predictor.predict(image(i)).digit() == TEST.label(i))
            .count();
    long drawn =
        some.stream()
            .filter(i -> predictor.predict(drawing.apply(image(i))).digit() == TEST.label(i))
            .count();
    assertThat(right).isGreaterThan(some.size() * 94L / 100);
    assertThat(drawn).isGreaterThanOrEqualTo(right - Math.max(1, some.size() / 100));
  }
}
