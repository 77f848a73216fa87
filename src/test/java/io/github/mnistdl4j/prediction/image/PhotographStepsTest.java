package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.prediction.image.raster.Basins;
import io.github.mnistdl4j.prediction.image.raster.Blur;
import io.github.mnistdl4j.prediction.image.raster.Distances;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Morphology;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One right value of each step from a photograph to its digit. */
class PhotographStepsTest {
  private interface Drawing {
    boolean at(int x, int y);
  }

  private static Mask mask(int w, int h, Drawing drawing) {
    boolean[] values = new boolean[w * h];
    for (int i = 0; i < values.length; i++) {
      values[i] = drawing.at(i % w, i / w);
    }
    return new Mask(w, h, values);
  }

  /** Returns a plane of one number where a mask is, of another elsewhere. */
  private static Plane plane(Mask mask, float in, float out) {
    float[] values = new float[mask.values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = mask.values[i] ? in : out;
    }
    return new Plane(mask.width, mask.height, values);
  }

  private static boolean among(int value, int from, int length) {
    return value >= from && value < from + length;
  }

  private static int count(Mask mask) {
    return (int) Math.round(mask.share() * mask.values.length);
  }

  @Test
  void groundTakesAShadowOffAndLeavesTheStroke() {
    float[] light = new float[200 * 200];
    for (int i = 0; i < light.length; i++) {
      int x = i % 200;
      int y = i / 200;
      boolean stroke = among(x, 60, 8) && among(y, 40, 120);
      light[i] = (stroke ? 0.2f : 0.8f) * (x < 120 ? 1 : 0.5f);
    }
    Plane darkness = Ground.darkness(new Plane(200, 200, light), Ground.DARKEST);
    assertThat(darkness.at(64, 100)).isCloseTo(0.75f, within(0.02f));
    assertThat(darkness.at(20, 100)).isCloseTo(0, within(0.02f));
    assertThat(darkness.at(170, 100)).isCloseTo(0, within(0.02f));
  }

  @Test
  void basinsAreFilledToWhereTheyOverflow() {
    Plane bowl = new Plane(5, 3, new float[15]);
    Arrays.fill(bowl.values, 0.8f);
    bowl.values[6] = 0.4f;
    bowl.values[7] = 0.2f;
    bowl.values[2] = 0.6f; // the lowest place of the rim
    Plane filled = Basins.filled(bowl);
    assertThat(filled.at(1, 1)).isEqualTo(0.6f);
    assertThat(filled.at(2, 1)).isEqualTo(0.6f);
    assertThat(filled.at(3, 1)).isEqualTo(0.8f);
  }

  @Test
  void polarityIsThatOfTheStrokeInEitherShade() {
    Mask stroke = mask(100, 80, (x, y) -> among(x, 45, 6) && among(y, 20, 40));
    assertThat(Polarity.lightOnDark(plane(stroke, 0.2f, 0.9f))).isFalse();
    assertThat(Polarity.lightOnDark(plane(stroke, 0.8f, 0.3f))).isTrue();
  }

  @Test
  void medianOfNineIgnoresASpeck() {
    Plane speck = plane(mask(5, 5, (x, y) -> x == 2 && y == 2), 1, 0.25f);
    assertThat(Medians.of3x3(speck).values).containsOnly(0.25f);
    Plane corner = plane(mask(3, 3, (x, y) -> x + y < 2), 1, 0);
    assertThat(Medians.of3x3(corner).values).containsExactly(1, 1, 0, 1, 0, 0, 0, 0, 0);
  }

  @Test
  void discsWidenAndThinAStroke() {
    Plane stroke = plane(mask(40, 40, (x, y) -> among(x, 18, 5) && among(y, 8, 24)), 1, 0);
    Plane wider = Morphology.disc(stroke, 3, 1);
    Plane thinner = Morphology.disc(stroke, 3, -1);
    assertThat(count(Mask.above(wider, 0.5f))).isEqualTo(7 * 26);
    assertThat(count(Mask.above(thinner, 0.5f))).isEqualTo(3 * 22);
  }

  @Test
  void linesGoAndTheStrokeThatCrossesThemStaysWhole() {
    Drawing stroke = (x, y) -> among(x, 96, 8) && among(y, 40, 120);
    Drawing lines = (x, y) -> y % 50 < 2 || x == 20;
    Mask ink = mask(200, 200, (x, y) -> stroke.at(x, y) || lines.at(x, y));
    PaperLines.remove(ink, ink.copy());
    int missing = 0;
    int left = 0;
    for (int i = 0; i < ink.values.length; i++) {
      boolean wanted = stroke.at(i % 200, i / 200);
      missing += wanted && !ink.values[i] ? 1 : 0;
      left += !wanted && ink.values[i] ? 1 : 0;
    }
    assertThat(missing).isZero();
    assertThat(left).as("of %d pixels of lines", 200 * 8 + 200).isLessThan(60);
  }

  @Test
  void piecesTouchAlsoAtCorners() {
    Mask mask = mask(6, 4, (x, y) -> x == y || (x == 5 && y == 0));
    Pieces pieces = Pieces.of(mask, plane(mask, 0.5f, 0));
    assertThat(pieces.all()).hasSize(2);
    assertThat(pieces.all().get(0).pixels()).isEqualTo(4);
    assertThat(pieces.all().get(0).mass()).isEqualTo(2);
    assertThat(pieces.all().get(0).x()).isEqualTo(1.5);
  }

  @Test
  void distancesAreThoseToTheNearestPixelOutside() {
    Plane distances = Distances.of(mask(9, 9, (x, y) -> among(x, 1, 7) && among(y, 1, 7)));
    assertThat(distances.at(0, 4)).isZero();
    assertThat(distances.at(1, 4)).isCloseTo(1, within(0.05f));
    assertThat(distances.at(4, 4)).isCloseTo(4, within(0.2f));
  }

  @Test
  void strokesGetMnistsWidths() {
    Mask thin = mask(120, 120, (x, y) -> among(x, 59, 3) && among(y, 10, 100));
    Mask thick = mask(120, 120, (x, y) -> among(x, 45, 30) && among(y, 10, 100));
    assertThat(width(StrokeWidth.normalised(plane(thin, 1, 0), thin, 100))).isBetween(9, 13);
    assertThat(width(StrokeWidth.normalised(plane(thick, 1, 0), thick, 100))).isBetween(14, 18);
  }

  private static int width(Plane stroke) {
    return stroke.trimmed().width;
  }

  @Test
  void aRectangleWithADigitCutOutIsASheetAndARingIsNone() {
    Mask note = mask(60, 60, (x, y) -> !(among(x, 26, 6) && among(y, 15, 30)));
    Mask ring = mask(60, 60, (x, y) -> among(distance(x, y), 15, 15));
    assertThat(Sheet.test(note)).isTrue();
    assertThat(Sheet.test(ring)).isFalse();
  }

  private static int distance(int x, int y) {
    return (int) Math.hypot(x - 29.5, y - 29.5);
  }

  @Test
  void aDiscIsABlobAndAStrokeIsNone() {
    assertThat(WrittenForm.isBlob(mask(60, 60, (x, y) -> distance(x, y) < 30))).isTrue();
    assertThat(WrittenForm.isBlob(mask(60, 60, (x, y) -> among(distance(x, y), 20, 10)))).isFalse();
    assertThat(WrittenForm.isBlob(mask(10, 60, (x, y) -> true))).isFalse();
  }

  @Test
  void blurKeepsTheSumAndFlatParts() {
    Plane dot = plane(mask(21, 21, (x, y) -> x == 10 && y == 10), 1, 0);
    Plane blurred = Blur.of(dot, 1.5);
    double sum = 0;
    for (float value : blurred.values) {
      sum += value;
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    assertThat(blurred.at(10, 10)).isCloseTo((float) (1 / (2 * Math.PI * 2.25)), within(0.002f));
  }

  @Test
  void resizingAveragesAreas() {
    Plane plane = new Plane(4, 2, new float[] {0, 1, 1, 1, 0, 1, 0, 0});
    assertThat(plane.resized(2, 1).values).containsExactly(0.5f, 0.5f);
  }
}
