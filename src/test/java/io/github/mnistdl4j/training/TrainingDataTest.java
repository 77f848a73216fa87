package io.github.mnistdl4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

  @Test
  void drawsFromEachClassBySeed() {
    Digits sorted = sorted(10, 3, 1);
    TrainTest images = new TrainTest(sorted, TEST, "memory", Map.of());
    RunConfig config = config("training.validation-split=0.3");
    TrainingData data = TrainingData.of(images, config);
    Digits validation = data.validation().orElseThrow();
    assertThat(validation.classCounts()).startsWith(3, 1, 0, 0);
    assertThat(data.train().classCounts()).startsWith(7, 2, 1, 0);
    assertThat(data.train().labels()).isSorted();
    assertThat(numbers(data.train())).isSorted().doesNotContainAnyElementsOf(numbers(validation));
    assertThat(TrainingData.of(images, config).validation().orElseThrow().pixels())
        .isEqualTo(validation.pixels());
    assertThat(numbers(validation))
        .isNotEqualTo(
            numbers(
                TrainingData.of(images, Records.with(config, "network.seed", 5L))
                    .validation()
                    .orElseThrow()));
    assertThat(TrainingData.learned(images, config))
        .containsExactly(numbers(data.train()).stream().mapToInt(n -> n).toArray());
  }

  @Test
  void keepsRepeatsOfAnImageTogether() {
    Digits repeated = sorted(4).at(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    TrainTest images = new TrainTest(repeated, TEST, "memory", Map.of());
    TrainingData data = TrainingData.of(images, config("training.validation-split=0.5"));
    assertThat(data.train().size()).isEqualTo(6);
    assertThat(numbers(data.train()))
        .doesNotContainAnyElementsOf(numbers(data.validation().orElseThrow()));
  }

  @Test
  void learnsTheFirstImagesByDefault() {
    TrainTest images = new TrainTest(sorted(10), TEST, "memory", Map.of());
    RunConfig config = Records.with(RunConfig.defaults(), "training.validationSplit", 0.2);
    assertThat(TrainingData.learned(images, config)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(numbers(TrainingData.of(images, config).train()))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(TrainingData.kept(10, 0.2)).isEqualTo(8);
  }

  private static RunConfig config(String override) {
    List<String> all = List.of("training.validation-shuffle=true", override);
    return ConfigLoader.parse(RunConfig.class, "", "test", all);
  }

  /** Returns images of the first classes, in their order; the first pixel is an image's number. */
  private static Digits sorted(int... counts) {
    int[] labels =
        IntStream.range(0, counts.length)
            .flatMap(label -> IntStream.range(0, counts[label]).map(i -> label))
            .toArray();
    byte[] pixels = new byte[labels.length * 784];
    IntStream.range(0, labels.length).forEach(i -> pixels[i * 784] = (byte) i);
    return new Digits(DatasetInfo.MNIST, pixels, labels);
  }

  private static List<Integer> numbers(Digits digits) {
    return IntStream.range(0, digits.size())
        .mapToObj(i -> digits.pixels()[i * 784] & 0xFF)
        .toList();
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
