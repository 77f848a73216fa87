package io.github.mnistdl4j.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks whose classes are no digits: what they learned is all in their run's folder. */
class PredictorOfClassesTest {
  @TempDir private Path run;

  private Digits train(DatasetInfo images, String... overrides) {
    TrainTest data = SmallDigits.inMemory(images);
    new TrainingRun(
            SmallDigits.configOfFiles(overrides), data, new RunDirectory(run), Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
    return data.test();
  }

  static Stream<DatasetInfo> sets() {
    return Stream.of(SmallDigits.TOOLS, SmallDigits.LETTERS);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void namesWhatImagesShow(DatasetInfo images) {
    Digits test = train(images, "training.epochs=20");
    Predictor predictor = Predictor.load(run);
    assertThat(predictor.images()).isEqualTo(images);
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      Prediction prediction = predictor.predict(Digits.scaled(test.image(i)));
      assertThat(prediction.probabilities()).hasSize(images.classes().size());
      assertThat(prediction.label()).isEqualTo(images.name(prediction.digit()));
      right += prediction.digit() == test.label(i) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(190);
  }

  @Test
  void explainsEveryClassOfImagesThatAreNotSquare() {
    Digits test = train(SmallDigits.TOOLS, "training.epochs=1");
    Predictor predictor = Predictor.load(run);
    float[] pixels = Digits.scaled(test.image(0));
    for (int label = 0; label < 3; label++) {
      assertThat(predictor.explain(pixels, label)).hasSize(108).containsAnyOf(1, -1);
    }
    assertThatThrownBy(() -> predictor.explain(pixels, 3))
        .hasMessage("the class is 3, but must be 0 to 2");
    assertThatThrownBy(() -> predictor.predict(new float[784]))
        .hasMessage("an image needs 108 pixels, 12 rows of 9, but has 784");
  }
}
