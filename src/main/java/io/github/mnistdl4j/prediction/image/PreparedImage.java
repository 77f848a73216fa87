package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Plane;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A picture that was brought to the form of a data set's images. */
public final class PreparedImage {
  /** Rises when the same picture becomes another image than before. */
  public static final int VERSION = 4;

  private final float[] pixels;
  private final Optional<Rejection> rejection;

  private PreparedImage(float[] pixels, Optional<Rejection> rejection) {
    this.pixels = pixels;
    this.rejection = rejection;
  }

  /**
   * Brings a picture to the form of images, in the way in which they were prepared.
   *
   * @throws ImageException if it needs ink and there is none
   */
  public static PreparedImage of(BufferedImage picture, DatasetInfo images) {
    return switch (images.preparation()) {
      case DIGITS -> of(DigitImage.find(picture), images);
      case PLAIN -> new PreparedImage(plain(Grey.of(picture), images), Optional.empty());
    };
  }

  /** Brings a digit that was found to the form of images. */
  static PreparedImage of(FoundDigit digit, DatasetInfo images) {
    return new PreparedImage(DigitImage.of(digit.ink(), images), digit.rejection());
  }

  /**
   * Brings ink that was drawn, not photographed, to the form of digits' images.
   *
   * @param ink row by row, in [0, 1], at least one above 0
   * @param width pixels per row
   * @return {@code [height · width]} of the data set's images, in [0, 1]
   */
  public static float[] ofInk(float[] ink, int width, DatasetInfo images) {
    return DigitImage.ofInk(new Plane(width, ink.length / width, ink), images);
  }

  /**
   * Returns the pixels, not a copy: {@code [height · width]}, row by row from the top left, in [0,
   * 1]; with {@link io.github.mnistdl4j.config.Preparation#DIGITS} 0 is background and 1 ink.
   */
  public float[] pixels() {
    return pixels;
  }

  /** Returns why the picture should get no answer, as far as its form tells. */
  public Optional<Rejection> rejection() {
    return rejection;
  }

  /** Returns the same image, rejected. */
  public PreparedImage rejectedFor(Rejection reason) {
    return new PreparedImage(pixels, Optional.of(reason));
  }

  /** Scales the whole picture to fit, and fills what is left beside it with its border's shade. */
  private static float[] plain(Plane grey, DatasetInfo images) {
    double scale =
        Math.min((double) images.width() / grey.width, (double) images.height() / grey.height);
    int width = (int) Math.max(1, Math.min(images.width(), Math.round(grey.width * scale)));
    int height = (int) Math.max(1, Math.min(images.height(), Math.round(grey.height * scale)));
    Plane fitted = grey.resized(width, height);
    int left = (images.width() - width) / 2;
    int top = (images.height() - height) / 2;
    float[] pixels = new float[images.pixels()];
    for (int i = 0; i < pixels.length; i++) {
      int x = Math.max(0, Math.min(width - 1, i % images.width() - left));
      int y = Math.max(0, Math.min(height - 1, i / images.width() - top));
      pixels[i] = Math.max(0, Math.min(1, fitted.at(x, y)));
    }
    return pixels;
  }
}
