package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Preparation;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetWarningsTest {
  private static final DatasetInfo INFO =
      new DatasetInfo(5, 5, List.of("a", "b", "c"), Preparation.PLAIN);

  /** Labels of training and test images; how many training images are learned from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          000111222 | 012 | 9 |
          000111222 | ''  | 9 |
          0000      | 0   | 4 | Warning: all 4 training images are of one class (class "a"), so there is nothing to tell apart.
          000222    | 02  | 6 | Warning: there are no training images of the class "b".
          0101      | 01  | 4 | Warning: there are no training images of the class "c".
          000111222 | 00  | 9 | Warning: there are no test images of the classes "b", "c".
          000111222 | 012 | 6 | Warning: all images of the class "c" are held out for validation, so training lacks them; the images are sorted: set training.validation-shuffle to true.
          00000000000000000000012 | 012 | 23 | Warning: the class "a" has 21 training images, the class "b" only 1; the network may never answer with rare classes.
          0000000000000000000012  | 012 | 22 |
          """)
  void saysWhatIsUnusual(String train, String test, int learned, String warning) {
    Digits training = random(1, labels(train));
    TrainTest data = new TrainTest(training, random(2, labels(test)), "memory", Map.of());
    List<String> found = DatasetWarnings.of(data, IntStream.range(0, learned).toArray());
    assertThat(found).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  private static int[] labels(String digits) {
    return digits.chars().map(c -> c - '0').toArray();
  }

  private static Digits random(long seed, int... labels) {
    byte[] pixels = new byte[labels.length * INFO.pixels()];
    new Random(seed).nextBytes(pixels);
    return new Digits(INFO, pixels, labels);
  }

  @Test
  void namesTheFirstOfManyClasses() {
    DatasetInfo many = new DatasetInfo(5, 5, DatasetInfo.numbers(10), Preparation.PLAIN);
    Digits train = new Digits(many, new byte[75], new int[] {0, 1, 2});
    train.pixels()[30] = 1;
    TrainTest data = new TrainTest(train, train.slice(0, 0), "memory", Map.of());
    assertThat(DatasetWarnings.of(data, new int[] {0, 1, 2}))
        .containsExactly(
            "Warning: there are no training images of the classes \"3\", \"4\", \"5\", \"6\", \"7\" and 2 more.");
  }

  @Test
  void seesImagesThatAreAllTheSame() {
    Digits train = random(1, 0, 1, 2).at(0, 0, 0);
    Digits three = new Digits(INFO, train.pixels(), new int[] {0, 1, 2});
    TrainTest data = new TrainTest(three, three, "memory", Map.of());
    assertThat(DatasetWarnings.of(data, new int[] {0, 1, 2}))
        .containsExactly("Warning: all 3 training images are the same.");
  }

  @Test
  void countsTestImagesThatAreInTraining() {
    Digits train = random(1, 0, 1, 2, 0, 1, 2);
    Digits test = train.at(2, 2, 5).followedBy(random(2, 0, 1));
    TrainTest data = new TrainTest(train, test, "memory", Map.of());
    assertThat(DatasetWarnings.of(data, IntStream.range(0, 6).toArray()))
        .containsExactly(
            "Warning: 3 of 5 test images are training images, too, so the test says too little about others.");
  }

  @Test
  void takesNoOtherImageForACopy() {
    Digits train = random(1, 0, 1, 2);
    for (int pixel = 0; pixel < 25; pixel++) {
      byte[] other = train.pixels().clone();
      other[pixel] ^= 1;
      assertThat(new CopiedImages(new Digits(INFO, other, train.labels())).in(train)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.13, 0.13, false", "0.13, 0.87, true", "0.13, 0.5, false", "0.29, 0.71, true",
    "0.87, 0.13, true", "0.5, 0.5, false", "0.45, 0.55, false", "0.13, 0.2, false"
  })
  void seesInvertedImages(double mean, double found, boolean inverted) {
    assertThat(DatasetWarnings.inverted(mean, found).isPresent()).isEqualTo(inverted);
  }
}
