package io.github.mnistdl4j.prediction.image.format;

import io.github.mnistdl4j.MnistDl4jException;

/**
 * Thrown for a picture that cannot be read or shows nothing. The message is a clause to be put
 * behind the picture's name, such as "is not a PNG, JPEG, GIF, BMP, TIFF or WebP image".
 */
public final class ImageException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  public ImageException(String message) {
    super(message);
  }

  public ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
