package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Medians;
import io.github.mnistdl4j.prediction.image.raster.Pieces;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.util.Arrays;
import java.util.Optional;

/**
 * The ink of a picture and its connected pieces, without the paper's lines.
 *
 * @param darkness of each pixel relative to the ground
 * @param full darkness of full ink
 * @param pieces of ink, of all sizes
 * @param lines where the paper's lines were, with a margin
 */
record InkPlane(Plane darkness, float full, Pieces pieces, Mask lines) {
  /** Smallest darkness that counts as ink; black on white is 1. */
  private static final float LEAST_CONTRAST = 0.1f;

  /** Standard deviations of noise below which there is no ink. */
  private static final float INK_OVER_NOISE = 6;

  /**
   * Shares of full ink: what is above the higher one is ink, with what hangs on to it above the
   * lower.
   */
  private static final float LOW = 0.35f;

  private static final float HIGH = 0.6f;

  /** The same in standard deviations of noise. */
  private static final float LOW_OVER_NOISE = 3;

  private static final float HIGH_OVER_NOISE = 4;

  /** Share of full ink above which there may be a line of the paper, and the same of noise. */
  private static final float LINE = 0.13f;

  private static final float LINE_OVER_NOISE = 2.5f;

  /** Share of a piece on lines from which on it is a rest of those. */
  private static final double RESTS = 0.8;

  /** Share of the sides along the edges in which the darkest pixel is not looked for. */
  private static final double MARGIN = 0.02;

  /** Finds the ink; returns nothing if there is none. */
  static Optional<InkPlane> of(Darkness found) {
    Plane darkness = found.plane();
    float noise = found.noise();
    float most = most(darkness);
    if (most < Math.max(LEAST_CONTRAST, INK_OVER_NOISE * noise)) {
      return Optional.empty();
    }
    float full = medianAbove(darkness, most / 2);
    float low = Math.max(LOW * full, LOW_OVER_NOISE * noise);
    float high = Math.min(0.98f * most, Math.max(HIGH * full, HIGH_OVER_NOISE * noise));
    Mask ink = hysteresis(darkness, low, high);
    Mask faint = Mask.above(darkness, Math.max(LINE * full, LINE_OVER_NOISE * noise));
    Mask lines = PaperLines.remove(ink, faint);
    Pieces pieces = Pieces.of(withoutRests(ink, lines), darkness);
    return Optional.of(new InkPlane(darkness, full, pieces, lines));
  }

  /** Returns ink without pieces that lie on lines: what is left of those. */
  private static Mask withoutRests(Mask ink, Mask lines) {
    Plane onLines = new Plane(ink.width, ink.height, new float[ink.values.length]);
    for (int i = 0; i < ink.values.length; i++) {
      onLines.values[i] = lines.values[i] ? 1 : 0;
    }
    Pieces pieces = Pieces.of(ink, onLines);
    return pieces.mask(pieces.all().stream().filter(piece -> piece.density() < RESTS).toList());
  }

  private static float most(Plane darkness) {
    int x = (int) (MARGIN * darkness.width);
    int y = (int) (MARGIN * darkness.height);
    Plane inner = darkness.part(x, y, darkness.width - 2 * x, darkness.height - 2 * y);
    float most = 0;
    for (float value : inner.values) {
      most = Math.max(most, value);
    }
    return most;
  }

  private static float medianAbove(Plane plane, float threshold) {
    float[] above = new float[plane.values.length];
    int count = 0;
    for (float value : plane.values) {
      if (value > threshold) {
        above[count++] = value;
      }
    }
    return Medians.of(Arrays.copyOf(above, count));
  }

  private static Mask hysteresis(Plane darkness, float low, float high) {
    Pieces pieces = Pieces.of(Mask.above(darkness, low), darkness);
    return pieces.mask(pieces.all().stream().filter(piece -> piece.most() > high).toList());
  }
}
