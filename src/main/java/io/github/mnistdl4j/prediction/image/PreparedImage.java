package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A picture that was brought to the form of a data set's images. */
public final class PreparedImage {
  /** Rises when the same picture becomes another image than before. */
  public static final int VERSION = 3;

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
      case DIGITS -> {
        FoundDigit digit = DigitImage.find(picture);
        yield new PreparedImage(DigitImage.formed(digit, images), digit.rejection());
      }
      case PLAIN -> new PreparedImage(plain(Grey.of(picture), images), Optional.empty());
    };
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
