package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import org.junit.jupiter.api.Test;

class StrokeWidthTest {
  private static final int SIZE = 200;

  /** Returns a mask of 240×240 with vertical strokes that are so wide, at columns 60 and 160. */
  private static Mask strokes(int left, int right) {
    Mask mask = new Mask(240, 240, new boolean[240 * 240]);
    for (int i = 0; i < mask.values.length; i++) {
      int x = i % 240;
      int y = i / 240;
      boolean inside = Math.abs(x - 60) <= left / 2 || Math.abs(x - 160) <= right / 2;
      mask.values[i] = inside && y >= 20 && y < 20 + SIZE;
    }
    return mask;
  }

  private static int width(Mask mask, int column) {
    Plane ink = new Plane(240, 240, new float[240 * 240]);
    for (int i = 0; i < ink.values.length; i++) {
      ink.values[i] = mask.values[i] ? 1 : 0;
    }
    Plane formed = StrokeWidth.normalised(ink, mask, SIZE);
    int count = 0;
    for (int x = column - 50; x < column + 50; x++) {
      count += formed.at(x, 120) > 0.5 ? 1 : 0;
    }
    return count;
  }

  @Test
  void widensThinStrokes() {
    assertThat(width(strokes(9, 9), 60)).isBetween(25, 30);
  }

  @Test
  void thinsThickStrokes() {
    assertThat(width(strokes(61, 61), 60)).isBetween(30, 36);
  }

  @Test
  void leavesTheThinnestStrokesWhenItThinsBlots() {
    Mask mask = strokes(91, 17);
    assertThat(width(mask, 60)).isLessThan(91);
    assertThat(width(mask, 160)).isGreaterThanOrEqualTo(8);
  }
}
