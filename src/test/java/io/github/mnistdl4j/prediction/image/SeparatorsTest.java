package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeparatorsTest {
  private static final Fragment LEFT = Drawn.block(0, 0, 20, 40);
  private static final Fragment RIGHT = Drawn.block(60, 2, 20, 40);

  private static boolean isSeparator(Fragment between) {
    return Separators.of(new TextLines(40, List.of(LEFT, between, RIGHT)))[1];
  }

  private static Fragment slash(int top, int height) {
    Mask mask = new Mask(24, height, new boolean[24 * height]);
    for (int y = 0; y < height; y++) {
      int x = (height - 1 - y) * 20 / height;
      for (int k = 0; k < 4; k++) {
        mask.values[y * 24 + x + k] = true;
      }
    }
    return Fragment.of(mask, 28, top);
  }

  @Test
  void knowsDotsAndDashes() {
    assertThat(isSeparator(Drawn.block(38, 35, 5, 5))).isTrue();
    assertThat(isSeparator(Drawn.block(32, 20, 16, 4))).isTrue();
  }

  @Test
  void leavesBarsOfDigitsAndDirt() {
    assertThat(isSeparator(Drawn.block(18, 0, 16, 5))).isFalse(); // a 5's
    assertThat(isSeparator(Drawn.block(38, 38, 2, 2))).isFalse();
    assertThat(isSeparator(Drawn.block(38, 3, 5, 5))).isFalse();
    assertThat(isSeparator(Drawn.block(32, 2, 16, 38))).isFalse();
  }

  @Test
  void knowsTallSlashesFromOnes() {
    assertThat(isSeparator(slash(-8, 56))).isTrue();
    assertThat(isSeparator(slash(0, 40))).isFalse();
  }

  @Test
  void knowsTheTwoSlashesOfADate() {
    Fragment first = slash(0, 40);
    Fragment second = new Fragment(new Box(90, 0, 24, 40), first.mask());
    Fragment year = Drawn.block(120, 0, 20, 40);
    Fragment last = Drawn.block(150, 0, 20, 40);
    assertThat(Separators.of(new TextLines(40, List.of(LEFT, first, RIGHT, second, year, last))))
        .containsExactly(false, true, false, true, false, false);
  }
}
