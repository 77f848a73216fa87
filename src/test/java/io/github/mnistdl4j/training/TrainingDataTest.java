package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingDataTest {
  private static final Digits TEST = SomeDigits.of(3, 2);

  @ParameterizedTest
  @CsvSource({
    "10, 0.2,   8",
    "10, 0.15,  8", // Keras rounds what is learned from down
    "10, 0.999, 1",
    "2,  0.5,   1",
    "3,  1e-9,  2", // something is held back
  })
  void holdsTheLastImagesBack(int images, double fraction, int kept) {
    Digits all = SomeDigits.of(images, 1);
    TrainingData data = TrainingData.split(all, TEST, fraction);
    Digits validation = data.validation().orElseThrow();
    assertThat(data.train().pixels()).isEqualTo(all.slice(0, kept).pixels());
    assertThat(data.train().labels()).isEqualTo(all.slice(0, kept).labels());
    assertThat(validation.pixels()).isEqualTo(all.slice(kept, images).pixels());
    assertThat(validation.labels()).isEqualTo(all.slice(kept, images).labels());
    assertThat(data.test()).isSameAs(TEST);
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "1, 0", "1, 0.5"})
  void learnsFromAllWhereNothingCanBeHeldBack(int images, double fraction) {
    Digits all = SomeDigits.of(images, 1);
    TrainingData data = TrainingData.split(all, TEST, fraction);
    assertThat(data.validation()).isEmpty();
    assertThat(data.train().pixels()).isEqualTo(all.pixels());
  }
}
