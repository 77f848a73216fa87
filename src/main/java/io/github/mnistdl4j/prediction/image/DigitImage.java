package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.Digits;
import java.awt.image.BufferedImage;

/**
 * Brings pictures to MNIST's form, as its authors did (yann.lecun.com/exdb/mnist): grey, the ink
 * fitted into a box of 20×20 pixels keeping its aspect ratio, by averaging areas, and put into
 * 28×28 pixels with its centre of mass in the middle.
 */
public final class DigitImage {
  private static final int SIDE = Digits.SIDE;
  private static final int BOX = 20;
  private static final int MIDDLE = SIDE / 2;

  private DigitImage() {}

  /**
   * Brings a picture to MNIST's form. Takes ink that is darker or lighter than its background, on
   * evenly or unevenly lit paper, in colour or on a transparent ground.
   *
   * @return {@code [784]}: 28 rows of 28 pixels from the top left, in [0, 1]; 0 is background, 1
   *     ink
   * @throws ImageException if there is no ink in it
   */
  public static float[] preprocess(BufferedImage picture) {
    Plane grey = Grey.of(picture);
    float[] ink = Ink.of(grey);
    Specks.remove(ink, grey.width);
    return centre(fit(new Plane(grey.width, grey.height, ink).trimmed()));
  }

  /** Fits the digit into its box; even a thin line stays at least one pixel wide. */
  private static Plane fit(Plane digit) {
    double scale = (double) BOX / Math.max(digit.width, digit.height);
    return digit.resized(
        (int) Math.max(1, Math.round(digit.width * scale)),
        (int) Math.max(1, Math.round(digit.height * scale)));
  }

  /** Moves the centre of mass to the middle, by whole pixels, without losing ink. */
  private static float[] centre(Plane digit) {
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int row = 0; row < digit.height; row++) {
      for (int column = 0; column < digit.width; column++) {
        double ink = digit.at(column, row);
        mass += ink;
        x += ink * column;
        y += ink * row;
      }
    }
    return placed(digit, start(x / mass, digit.width), start(y / mass, digit.height));
  }

  /** In MNIST the centre of mass is that of pixel 14, counted from 0. */
  private static int start(double centre, int size) {
    double nearest = Math.ceil(MIDDLE - centre - 0.5);
    return (int) Math.max(0, Math.min(SIDE - size, nearest));
  }

  private static float[] placed(Plane digit, int left, int top) {
    float[] pixels = new float[SIDE * SIDE];
    for (int row = 0; row < digit.height; row++) {
      for (int column = 0; column < digit.width; column++) {
        pixels[(top + row) * SIDE + left + column] = Math.min(1, digit.at(column, row));
      }
    }
    return pixels;
  }
}
