package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.RequestException;
import java.util.function.DoublePredicate;

/**
 * Checks the numbers of a tensor's images.
 *
 * @param place of the tensor in the request
 */
record PixelRange(NumberType type, String place) {
  /**
   * Returns an image whose values have been brought to [0, 1], in place.
   *
   * @param number of the image among those of the tensor, from 0
   * @throws RequestException if a value is not allowed
   */
  float[] apply(float[] image, int number) {
    float max = type.max();
    boolean allowed = true;
    for (float value : image) {
      allowed &= value >= 0 && value <= max;
    }
    if (!allowed) {
      throw outOfRange(image, number, value -> !(value >= 0 && value <= max));
    }
    if (type.isWhole()) {
      divide(image, number);
    }
    return image;
  }

  private void divide(float[] image, int number) {
    for (int i = 0; i < image.length; i++) {
      if (image[i] != Math.rint(image[i])) {
        throw outOfRange(image, number, value -> value != Math.rint(value));
      }
    }
    for (int i = 0; i < image.length; i++) {
      image[i] /= type.max();
    }
  }

  private RequestException outOfRange(float[] image, int number, DoublePredicate wrong) {
    int i = 0;
    while (!wrong.test(image[i])) {
      i++;
    }
    return RequestException.badRequest(
        "%s.data: value %d is %s, but %s must be %s",
        place, (long) number * image.length + i, image[i], type, type.allowed());
  }
}
