package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsViewTest {
  private static Digits labelled(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return SomeDigits.mnist(new byte[labels.length * 784], bytes);
  }

  @Test
  void describesASplitAsTheTutorialLooksAtIt() {
    Digits digits = labelled(5, 0, 4, 1, 5, 6, 8);
    digits.pixels()[0] = 1;
    digits.pixels()[1] = (byte) 255;
    assertThat(DigitsView.describe("train", digits))
        .containsExactly(
            "train_images: shape (7, 28, 28), dtype uint8, values 0 to 255",
            "  as the network sees them: shape (7, 784), dtype float32, values divided by 255",
            "train_labels: shape (7,), dtype uint8, [5 0 4 ... 5 6 8]",
            "  images of each class, 0 to 9: 1 1 0 0 1 2 1 0 1 0");
  }

  @ParameterizedTest
  @CsvSource({
    "1, [0]",
    "2, [0 1]",
    "3, [0 1 2]",
    "4, [0 1 2 3]",
    "6, [0 1 2 3 4 5]",
    "7, [0 1 2 ... 4 5 6]"
  })
  void listsFewLabelsAllAndOfManyTheEnds(int images, String list) {
    int[] labels = new int[images];
    Arrays.setAll(labels, i -> i);
    assertThat(DigitsView.describe("test", labelled(labels)).get(2))
        .isEqualTo("test_labels: shape (%d,), dtype uint8, %s".formatted(images, list));
  }

  @Test
  void drawsTheFirstThreeImagesSideBySide() {
    Digits digits = labelled(0, 1, 2, 3);
    Arrays.fill(digits.pixels(), 784, 2 * 784, (byte) 255);
    Arrays.fill(digits.pixels(), 2 * 784, 4 * 784, (byte) 128);
    String line = " ".repeat(28) + "@".repeat(28) + "=".repeat(28);
    assertThat(DigitsView.draw(digits)).hasSize(14).containsOnly(line);
  }

  @Test
  void drawsTwoRowsOfPixelsInOneLineOfCharacters() {
    Digits digits = labelled(0);
    Arrays.fill(digits.pixels(), 0, 28, (byte) 255);
    List<String> lines = DigitsView.draw(digits);
    assertThat(lines.get(0)).isEqualTo("=".repeat(28));
    assertThat(lines.subList(1, 14)).containsOnly("");
  }

  private static final DatasetInfo TOOLS =
      new DatasetInfo(9, 12, List.of("saw", "file", "hammer"), Preparation.PLAIN);

  @Test
  void describesImagesOfAnyShapeWithTheNamesOfTheirClasses() {
    Digits digits = new Digits(TOOLS, new byte[4 * 108], new int[] {2, 0, 2, 2});
    assertThat(DigitsView.describe("test", digits))
        .containsExactly(
            "test_images: shape (4, 12, 9), dtype uint8, values 0 to 0",
            "  as the network sees them: shape (4, 108), dtype float32, values divided by 255",
            "test_labels: shape (4,), dtype uint8, [2 0 2 2]",
            "  images of each class: saw 1, file 0, hammer 3");
  }

  @Test
  void sumsUpTheCountsOfManyClasses() {
    DatasetInfo many = new DatasetInfo(4, 4, DatasetInfo.numbers(300), Preparation.PLAIN);
    Digits digits = new Digits(many, new byte[3 * 16], new int[] {299, 299, 0});
    assertThat(DigitsView.describe("test", digits))
        .contains(
            "test_labels: shape (3,), dtype uint16, [299 299 0]",
            "  images of each class: 0 to 2, of 300 classes");
  }

  @Test
  void drawsAnOddNumberOfRowsAndWideImages() {
    DatasetInfo odd = new DatasetInfo(5, 7, DatasetInfo.numbers(2), Preparation.PLAIN);
    byte[] ink = new byte[35];
    Arrays.fill(ink, (byte) 255);
    assertThat(DigitsView.draw(new Digits(odd, ink, new int[] {0})))
        .containsExactly("@@@@@", "@@@@@", "@@@@@", "=====");
    DatasetInfo wide = new DatasetInfo(128, 128, DatasetInfo.numbers(2), Preparation.PLAIN);
    float[] grey = new float[128 * 128];
    Arrays.fill(grey, 1);
    assertThat(DigitsView.small(grey, wide)).hasSize(22).allMatch(line -> line.length() == 43);
  }
}
