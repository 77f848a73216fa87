package io.github.mnistdl4j.data.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AugmentationConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionTest {
  private static final int IMAGES = 400;

  /** Nothing at all; then what the overrides say. */
  private static AugmentationConfig only(String... overrides) {
    String nothing =
        "{probability: 1, rotation: 0, shear: 0, scale: 0, shift: 0, elastic-alpha: 0,"
            + " stroke-width: 0, noise: 0}";
    return ConfigLoader.parse(AugmentationConfig.class, nothing, "test", List.of(overrides));
  }

  private static AugmentationConfig all() {
    return ConfigLoader.parse(AugmentationConfig.class, "", "test", List.of("probability=1"));
  }

  /** A thick ring in the middle, half as wide as the image. */
  private static float[] ring(int width, int height) {
    float[] image = new float[width * height];
    for (int i = 0; i < image.length; i++) {
      double x = (i % width - (width - 1) / 2.0) / width;
      int row = i / width;
      double y = (row - (height - 1) / 2.0) / height;
      image[i] = (float) Math.max(0, 1 - 12 * Math.abs(Math.hypot(x, y) - 0.22));
    }
    return image;
  }

  private static float[] changed(AugmentationConfig config, long seed, int epoch, int index) {
    float[] image = ring(28, 28);
    new Distortion(config, 28, 28, seed, epoch).change(image, index);
    return image;
  }

  private static double ink(float[] image) {
    double sum = 0;
    for (float pixel : image) {
      sum += pixel;
    }
    return sum;
  }

  @Test
  void dependsOnSeedEpochAndIndexAlone() {
    float[] image = changed(all(), 7, 1, 3);
    Distortion used = new Distortion(all(), 28, 28, 7, 1);
    used.change(ring(28, 28), 9);
    float[] again = ring(28, 28);
    used.change(again, 3);
    assertThat(again).containsExactly(image);
    assertThat(changed(all(), 7, 2, 3)).isNotEqualTo(image);
    assertThat(changed(all(), 7, 1, 4)).isNotEqualTo(image);
    assertThat(changed(all(), 8, 1, 3)).isNotEqualTo(image);
  }

  @Test
  void leavesAllBitsWhereEveryRangeIsZero() {
    assertThat(changed(only(), 7, 1, 3)).containsExactly(ring(28, 28));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rotation=20",
        "shear=20",
        "scale=0.2",
        "shift=2",
        "elastic-alpha=30",
        "stroke-width=0.5",
        "noise=0.1"
      })
  void everyStepChangesImagesByItself(String step) {
    assertThat(changed(only(step), 7, 1, 3)).isNotEqualTo(ring(28, 28));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.25, 100", "0.9, 360", "1, 400"})
  void changesTheShareOfImagesThatIsWanted(double probability, int expected) {
    AugmentationConfig config = only("rotation=20", "probability=" + probability);
    long count = 0;
    for (int i = 0; i < IMAGES; i++) {
      count += Arrays.equals(changed(config, 7, 1, i), ring(28, 28)) ? 0 : 1;
    }
    assertThat(count).isCloseTo(expected, Offset.offset(25L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rotation=180",
        "shear=20",
        "scale=0.15",
        "shift=3",
        "elastic-alpha=30",
        "stroke-width=0.4",
        "noise=0.1"
      })
  void keepsTheInkOnAverage(String step) {
    double sum = 0;
    for (int i = 0; i < IMAGES; i++) {
      double ink = ink(changed(only(step), 7, 1, i)) / ink(ring(28, 28));
      assertThat(ink).isBetween(0.5, 1.6);
      sum += ink;
    }
    assertThat(sum / IMAGES).isCloseTo(1, Offset.offset(0.05));
  }

  @ParameterizedTest
  @CsvSource({"28, 28", "4, 4", "8, 8", "4, 128", "128, 5"})
  void keepsPixelsFromZeroToOneForAnyShape(int width, int height) {
    AugmentationConfig most =
        only(
            "rotation=180",
            "shear=60",
            "scale=0.9",
            "shift=64",
            "elastic-alpha=1000",
            "elastic-sigma=1",
            "stroke-width=2",
            "noise=1");
    Distortion distortion = new Distortion(most, width, height, 7, 1);
    for (int i = 0; i < IMAGES; i++) {
      float[] image = ring(width, height);
      distortion.change(image, i);
      for (float pixel : image) {
        assertThat(pixel >= 0 && pixel <= 1).isTrue();
      }
    }
  }

  @Test
  void leavesBackgroundBlack() {
    float[] image = new float[784];
    new Distortion(all(), 28, 28, 7, 1).change(image, 0);
    assertThat(image).containsOnly(0f);
  }
}
