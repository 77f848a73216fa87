package io.github.mnistdl4j.data.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  private static final float[] IMAGE = {
    .1f, .2f, .3f,
    .4f, .5f, .6f,
    .7f, .8f, .9f
  };

  /** Three rows of three. */
  private static float[] drawn(
      double degrees, double slant, double scaleX, double scaleY, double shiftX, double shiftY) {
    Resampler resampler = new Resampler(3, 3);
    float[] image = IMAGE.clone();
    resampler.place(Math.toRadians(degrees), slant, scaleX, scaleY, shiftX, shiftY);
    resampler.draw(image);
    return image;
  }

  @Test
  void givesTheSameBitsWhereNothingIsMoved() {
    assertThat(drawn(0, 0, 1, 1, 0, 0)).containsExactly(IMAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "90   | .7 .4 .1 .8 .5 .2 .9 .6 .3",
        "-90  | .3 .6 .9 .2 .5 .8 .1 .4 .7",
        "180  | .9 .8 .7 .6 .5 .4 .3 .2 .1",
        "-180 | .9 .8 .7 .6 .5 .4 .3 .2 .1"
      })
  void turnsClockwise(double degrees, String expected) {
    assertThat(drawn(degrees, 0, 1, 1, 0, 0)).containsExactly(pixels(expected), within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | 0  | .1 .1 .2 .4 .4 .5 .7 .7 .8",
        "-1 | 0  | .2 .3 .3 .5 .6 .6 .8 .9 .9",
        "0  | 1  | .1 .2 .3 .1 .2 .3 .4 .5 .6",
        "0  | -2 | .7 .8 .9 .7 .8 .9 .7 .8 .9"
      })
  void movesByWholePixelsExactlyAndContinuesTheEdge(double x, double y, String expected) {
    assertThat(drawn(0, 0, 1, 1, x, y)).containsExactly(pixels(expected));
  }

  @Test
  void interpolatesBetweenPixels() {
    assertThat(drawn(0, 0, 1, 1, .5, .25))
        .containsExactly(pixels(".1 .15 .25 .325 .375 .475 .625 .675 .775"), within(1e-6f));
  }

  @Test
  void makesLargerFromTheCentre() {
    assertThat(drawn(0, 0, 2, 1, 0, 0))
        .containsExactly(pixels(".15 .2 .25 .45 .5 .55 .75 .8 .85"), within(1e-6f));
    assertThat(drawn(0, 0, 1, .5, 0, 0))
        .containsExactly(pixels(".1 .2 .3 .4 .5 .6 .7 .8 .9"), within(1e-6f));
  }

  @Test
  void slantsSoThatTheTopGoesToTheLeft() {
    assertThat(drawn(0, 1, 1, 1, 0, 0))
        .containsExactly(pixels(".2 .3 .3 .4 .5 .6 .7 .7 .8"), within(1e-6f));
  }

  private static Offset<Float> within(float most) {
    return Offset.offset(most);
  }

  private static float[] pixels(String text) {
    String[] words = text.split(" ", -1);
    float[] pixels = new float[words.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Float.parseFloat(words[i]);
    }
    return pixels;
  }
}
