package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;

/** Converts pixels from the forms that tables have them in. */
final class Pixels {
  private Pixels() {}

  /**
   * Returns the pixels of a table's row.
   *
   * @param values one for each pixel: whole ones from 0 to 255, or to what the model's data set has
   *     for ink, or real ones from 0 to 1
   * @param images that the model takes
   * @throws IllegalArgumentException whose message is a clause that follows the image's name
   */
  static float[] of(List<?> values, DatasetInfo images) {
    if (values.size() != images.pixels()) {
      throw new IllegalArgumentException(
          "has %d pixels instead of %d".formatted(values.size(), images.pixels()));
    }
    float[] pixels = new float[images.pixels()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(values.get(i), i, images.pixelMaximum());
    }
    return pixels;
  }

  private static float pixel(Object value, int index, int most) {
    boolean whole =
        value instanceof Byte
            || value instanceof Short
            || value instanceof Integer
            || value instanceof Long;
    if (value instanceof Number number) {
      float pixel = whole ? number.longValue() / (float) most : number.floatValue();
      if (pixel >= 0 && pixel <= 1) {
        return pixel;
      }
    }
    throw new IllegalArgumentException(
        "has %s as pixel %d; whole numbers must be 0 to %d, others 0 to 1"
            .formatted(value, index, most));
  }
}
