package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DigitImageTest {
  /** An L: 12 pixels wide, 20 high, strokes of 4; its centre of mass lies at 9.93, 16.07. */
  private static final float[] L = new float[784];

  static {
    for (int i = 0; i < L.length; i++) {
      int x = i % 28 - 8;
      int y = i / 28 - 2;
      L[i] = x >= 0 && x < 12 && y >= 0 && y < 20 && (x < 4 || y >= 16) ? 1 : 0;
    }
  }

  private static float[] ofL() {
    return DigitImage.of(TestPictures.grey(L, 28), DatasetInfo.MNIST);
  }

  @Test
  void putsTheCentreOfMassToPixel14() {
    float[] pixels = ofL();
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < pixels.length; i++) {
      mass += pixels[i];
      int column = i % 28;
      int row = i / 28;
      x += pixels[i] * column;
      y += pixels[i] * row;
    }
    assertThat(mass).isEqualTo(4 * 20 + 8 * 4);
    assertThat(x / mass).isCloseTo(14, within(0.5));
    assertThat(y / mass).isCloseTo(14, within(0.5));
  }

  @Test
  void leavesAnImageThatHasMnistsFormAsItIs() {
    float[] once = ofL();
    assertThat(DigitImage.of(TestPictures.grey(once, 28), DatasetInfo.MNIST)).isEqualTo(once);
  }

  static Stream<Named<BufferedImage>> pictures() {
    Random random = new Random(1);
    BufferedImage large = TestPictures.drawn(L, 280, 400, 300, 100, 10);
    return Stream.of(
        Named.of("large", large),
        Named.of("huge", TestPictures.drawn(L, 2800, 4000, 3000, 1000, 10)),
        Named.of("in a corner", TestPictures.drawn(L, 140, 500, 500, 350, 350)),
        Named.of("dark on light", TestPictures.inverted(large)),
        Named.of("grey on grey", TestPictures.recoloured(large, v -> (150 - v / 8) * 0x10101)),
        Named.of(
            "red on yellow", TestPictures.recoloured(large, v -> v > 127 ? 0xC00020 : 0xFFFF80)),
        Named.of("black on nothing", TestPictures.onTransparency(large, 0)),
        Named.of("white on nothing", TestPictures.onTransparency(large, 0xFFFFFF)),
        Named.of("a JPEG", TestPictures.throughJpeg(TestPictures.inverted(large))),
        Named.of(
            "noisy",
            TestPictures.lit(large, (x, y, ink) -> .9 - .7 * ink + .06 * random.nextGaussian())),
        Named.of(
            "in slanting light",
            TestPictures.lit(large, (x, y, ink) -> (1 - .7 * ink) * (.9 - .4 * x))),
        Named.of(
            "photographed",
            TestPictures.throughJpeg(
                TestPictures.lit(
                    large,
                    (x, y, ink) ->
                        (1 - .6 * ink)
                                * (.9 - .2 * x - .2 * ((x - .5) * (x - .5) + (y - .5) * (y - .5)))
                            + .03 * random.nextGaussian()))));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void bringsEveryPictureOfTheDigitToTheSameForm(BufferedImage picture) {
    float[] expected = ofL();
    float[] pixels = DigitImage.of(picture, DatasetInfo.MNIST);
    double difference = 0;
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i]).isBetween(0f, 1f);
      difference += Math.abs(pixels[i] - expected[i]);
    }
    assertThat(difference).as("of 112 pixels' ink").isLessThan(28);
  }

  @Test
  void keepsAThinStroke() {
    BufferedImage line = new BufferedImage(1000, 1000, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 100; y < 900; y++) {
      line.getRaster().setSample(500, y, 0, 255);
    }
    float[] pixels = DigitImage.of(line, DatasetInfo.MNIST);
    for (int y = 6; y < 23; y++) {
      float most = Math.max(pixels[y * 28 + 13], pixels[y * 28 + 14]);
      assertThat(most).as("row %d", y).isGreaterThan(0.9f);
    }
  }

  @Test
  void enlargesATinyPicture() {
    BufferedImage dot = new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY);
    dot.getRaster().setSample(2, 1, 0, 255);
    dot.getRaster().setSample(2, 2, 0, 255);
    float[] pixels = DigitImage.of(dot, DatasetInfo.MNIST);
    assertThat(pixels[14 * 28 + 14]).isEqualTo(1);
    assertThat(pixels[3 * 28 + 14]).isZero();
  }

  @Test
  void takesGreyValuesAsTheyAre() {
    float[] half = L.clone();
    half[3 * 28 + 9] = 0.5f;
    BufferedImage grey = TestPictures.grey(half, 28);
    assertThat(DigitImage.of(grey, DatasetInfo.MNIST))
        .isEqualTo(
            DigitImage.of(TestPictures.recoloured(grey, v -> v * 0x10101), DatasetInfo.MNIST));
  }

  static Stream<Named<BufferedImage>> blanks() {
    BufferedImage white = TestPictures.inverted(new BufferedImage(280, 280, 10));
    Random random = new Random(2);
    return Stream.of(
        Named.of("black", new BufferedImage(280, 280, BufferedImage.TYPE_INT_RGB)),
        Named.of("white", white),
        Named.of("one pixel", new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)),
        Named.of("transparent", new BufferedImage(280, 280, BufferedImage.TYPE_INT_ARGB)),
        Named.of("slanting light", TestPictures.lit(white, (x, y, ink) -> .4 + .4 * x)),
        Named.of(
            "faint noise",
            TestPictures.lit(white, (x, y, ink) -> .9 + .008 * random.nextGaussian())));
  }

  @ParameterizedTest
  @MethodSource("blanks")
  void rejectsAPictureWithoutInk(BufferedImage blank) {
    assertThatThrownBy(() -> DigitImage.of(blank, DatasetInfo.MNIST))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("has no ink: all of it ");
  }
}
