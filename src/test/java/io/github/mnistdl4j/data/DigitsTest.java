package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.training.SomeDigits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsTest {
  /** Three images: all 0, all 128, all 255. */
  private final Digits digits = SomeDigits.mnist(shades(0, 128, 255), new byte[] {7, 0, 7});

  @Test
  void holdsImagesWithTheirLabels() {
    assertThat(digits.size()).isEqualTo(3);
    assertThat(digits.label(0)).isEqualTo(7);
    assertThat(digits.label(1)).isZero();
    assertThat(digits.image(2)).hasSize(784).containsOnly(0xFF);
    assertThat(digits.pixels()).hasSize(3 * 784);
    assertThat(digits.labels()).containsExactly(7, 0, 7);
  }

  @Test
  void scalesPixelsAsUnsignedBytes() {
    float[] target = new float[2 + 784];
    digits.copyScaled(1, target, 2);

    assertThat(target[1]).isZero();
    assertThat(target[2]).isEqualTo(128 / 255f);
    assertThat(target[785]).isEqualTo(128 / 255f);
  }

  @Test
  void handsOutCopiesOfImages() {
    digits.image(0)[0] = 1;

    assertThat(digits.image(0)).containsOnly(0);
  }

  @Test
  void countsClasses() {
    assertThat(digits.classCounts()).containsExactly(1, 0, 0, 0, 0, 0, 0, 2, 0, 0);
  }

  @Test
  void slices() {
    Digits last = digits.slice(1, 3);

    assertThat(last.size()).isEqualTo(2);
    assertThat(last.labels()).containsExactly(0, 7);
    assertThat(last.image(1)).containsOnly(0xFF);
  }

  @Test
  void rejectsSizesThatDoNotFit() {
    assertThatThrownBy(() -> SomeDigits.mnist(new byte[784], new byte[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("784 pixels do not make 2 images of 784");
  }

  @Test
  void rejectsALabelAboveNine() {
    assertThatThrownBy(() -> SomeDigits.mnist(new byte[784], new byte[] {10}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label 10 is not 0 to 9");
  }

  private static byte[] shades(int... shades) {
    byte[] pixels = new byte[shades.length * 784];
    for (int i = 0; i < shades.length; i++) {
      Arrays.fill(pixels, i * 784, (i + 1) * 784, (byte) shades[i]);
    }
    return pixels;
  }
}
