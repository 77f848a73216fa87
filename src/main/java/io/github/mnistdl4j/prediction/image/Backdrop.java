package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.ImageException;

/**
 * Puts black or white behind a picture with transparent parts. A mostly transparent one has
 * strokes, which need the opposite behind them; a mostly opaque one is a card with holes or round
 * corners, which are filled with its own shade.
 */
final class Backdrop {
  private Backdrop() {}

  /**
   * Fills the transparent parts.
   *
   * @param cells {@code [4][pixels]}: red, green and blue, each times opacity, and opacity
   * @throws ImageException if all of it is transparent
   */
  static void fill(float[][] cells) {
    float[] opacity = cells[3];
    double light = 0;
    double covered = 0;
    for (int i = 0; i < opacity.length; i++) {
      light += 0.299 * cells[0][i] + 0.587 * cells[1][i] + 0.114 * cells[2][i];
      covered += opacity[i];
    }
    if (covered == 0) {
      throw new ImageException("has no ink: all of it is transparent");
    }
    boolean strokes = covered < opacity.length / 2.0;
    float behind = light / covered >= 0.5 == strokes ? 0 : 1;
    for (int c = 0; c < 3 && behind > 0; c++) {
      for (int i = 0; i < opacity.length; i++) {
        cells[c][i] += (1 - opacity[i]) * behind;
      }
    }
  }
}
