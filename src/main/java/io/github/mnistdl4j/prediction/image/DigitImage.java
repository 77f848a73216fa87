package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Mask;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Brings pictures to MNIST's form, as its authors did (yann.lecun.com/exdb/mnist): grey, the ink
 * fitted into a box of 20×20 pixels keeping its aspect ratio, by averaging areas, and put into
 * 28×28 pixels with its centre of mass in the middle. Other sizes have the same proportions.
 */
final class DigitImage {
  /** The box's share of an image's side. */
  private static final double BOX = 20 / 28.0;

  /** Up to this many pixels of the longer side a picture is taken as it is. */
  private static final int DRAWN = 48;

  /** Ink of a pixel that is more than half covered. */
  private static final float HALF = 0.5f;

  private final int width;
  private final int height;
  private final int box;

  private DigitImage(DatasetInfo images) {
    this.width = images.width();
    this.height = images.height();
    this.box = (int) Math.max(1, Math.round(BOX * Math.min(width, height)));
  }

  /**
   * Brings a picture to MNIST's form. Takes ink that is darker or lighter than its background, on
   * evenly or unevenly lit paper, in colour or on a transparent ground.
   *
   * @return {@code [height · width]}: row by row from the top left, in [0, 1]; 0 is background, 1
   *     ink
   * @throws ImageException if there is no ink in it
   */
  static float[] of(BufferedImage picture, DatasetInfo images) {
    return of(find(picture).ink(), images);
  }

  /** Returns whether a picture is so small that all its ink is taken as one digit. */
  static boolean isDrawn(BufferedImage picture) {
    return Math.max(picture.getWidth(), picture.getHeight()) <= DRAWN;
  }

  /** Brings the ink of a digit, without margins, to MNIST's form. */
  static float[] of(Plane digit, DatasetInfo images) {
    DigitImage form = new DigitImage(images);
    return form.centre(form.fit(digit));
  }

  /** Brings ink to MNIST's form. */
  static float[] ofInk(Plane ink, DatasetInfo images) {
    return of(ink.trimmed(), images);
  }

  /**
   * Finds the digit in a drawing or a photograph.
   *
   * @throws ImageException if there is no ink in it
   */
  static FoundDigit find(BufferedImage picture) {
    return isDrawn(picture) ? drawn(picture) : Photograph.digit(picture);
  }

  private static FoundDigit drawn(BufferedImage picture) {
    Plane grey = Grey.of(picture);
    float[] ink = Ink.of(grey);
    Specks.remove(ink, grey.width);
    Plane digit = new Plane(grey.width, grey.height, ink).trimmed();
    boolean blob = digit.width > 1 && WrittenForm.isBlob(Mask.above(digit, HALF));
    return new FoundDigit(digit, blob ? Optional.of(Rejection.UNKNOWN) : Optional.empty());
  }

  /** Fits the digit into its box; even a thin line stays at least one pixel wide. */
  private Plane fit(Plane digit) {
    double scale = (double) box / Math.max(digit.width, digit.height);
    return digit.resized(
        (int) Math.max(1, Math.round(digit.width * scale)),
        (int) Math.max(1, Math.round(digit.height * scale)));
  }

  /** Moves the centre of mass to the middle, by whole pixels, without losing ink. */
  private float[] centre(Plane digit) {
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
    return placed(
        digit, start(x / mass, digit.width, width), start(y / mass, digit.height, height));
  }

  /** In MNIST the centre of mass is that of pixel 14, counted from 0. */
  private static int start(double centre, int size, int side) {
    int middle = side / 2;
    double nearest = Math.ceil(middle - centre - 0.5);
    return (int) Math.max(0, Math.min(side - size, nearest));
  }

  private float[] placed(Plane digit, int left, int top) {
    float[] pixels = new float[width * height];
    for (int row = 0; row < digit.height; row++) {
      for (int column = 0; column < digit.width; column++) {
        pixels[(top + row) * width + left + column] = Math.min(1, digit.at(column, row));
      }
    }
    return pixels;
  }
}
