package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.prediction.image.raster.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlantTest {
  /** A stroke of 40 rows that leans to the right by so many pixels per row. */
  private static Plane stroke(double slant) {
    float[] ink = new float[100 * 40];
    for (int row = 0; row < 40; row++) {
      int left = (int) Math.round(48 + slant * (20 - row));
      for (int x = left; x < left + 4; x++) {
        ink[row * 100 + x] = 1;
      }
    }
    return new Plane(100, 40, ink).trimmed();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 0.5", "-0.4, -0.4", "1, 0.65", "-1, -0.45"})
  void leansNoFurtherThanMnist(double slant, double expected) {
    Plane normalised = Slant.normalised(stroke(slant));
    assertThat(Slant.slant(normalised)).isCloseTo(expected, within(0.02));
    assertThat(normalised.height).isEqualTo(40);
  }

  @Test
  void leavesWhatHasNoHeightAsItIs() {
    Plane dash = new Plane(5, 1, new float[] {1, 1, 1, 1, 1});
    assertThat(Slant.normalised(dash)).isSameAs(dash);
  }
}
