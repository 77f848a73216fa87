package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgesTest {
  private static final int SIDE = 60;

  /** A leaning stroke, eight pixels wide, broken in so many rows. */
  private static Plane broken(int gaps, int rows) {
    Plane ink = new Plane(SIDE, SIDE, new float[SIDE * SIDE]);
    for (int y = 5; y < SIDE - 5; y++) {
      if (y % (SIDE / (gaps + 1)) >= rows || y < SIDE / (gaps + 1)) {
        for (int x = 35 - y / 2; x < 43 - y / 2; x++) {
          ink.values[y * SIDE + x] = 1;
        }
      }
    }
    return ink;
  }

  private static int piecesAfter(Plane ink) {
    Mask mask = Mask.above(ink, 0.5f);
    Bridges.fill(mask, ink);
    assertThat(Mask.above(ink, 0.5f).values).isEqualTo(mask.values);
    return Pieces.of(mask, ink).all().size();
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "1, 5, 1", "1, 16, 2", "3, 3, 1", "9, 3, 9"})
  void joinsWhatIsNearerThanStrokesAreWide(int gaps, int rows, int pieces) {
    assertThat(piecesAfter(broken(gaps, rows))).isEqualTo(pieces);
  }

  @Test
  void growsNothingBesideTheGap() {
    Plane ink = broken(1, 4);
    float[] before = ink.values.clone();
    Mask mask = Mask.above(ink, 0.5f);
    Bridges.fill(mask, ink);
    for (int i = 0; i < before.length; i++) {
      boolean atGap = i / SIDE > 25 && i / SIDE < 39;
      assertThat(ink.values[i]).isEqualTo(atGap ? ink.values[i] : before[i]);
    }
  }

  @Test
  void leavesAWholeStrokeAsItIs() {
    Plane ink = broken(0, 0);
    float[] before = ink.values.clone();
    assertThat(piecesAfter(ink)).isEqualTo(1);
    assertThat(ink.values).isEqualTo(before);
  }
}
