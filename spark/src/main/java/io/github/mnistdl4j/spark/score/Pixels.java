package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.Digits;
import java.util.List;

/** Converts pixels from the forms that tables have them in. */
final class Pixels {
  private static final float MOST = 255;

  private Pixels() {}

  /**
   * Returns the pixels of a table's row.
   *
   * @param values 784: whole ones from 0 to 255, or real ones from 0 to 1
   * @throws IllegalArgumentException whose message is a clause that follows the image's name
   */
  static float[] of(List<?> values) {
    if (values.size() != Digits.PIXELS) {
      throw new IllegalArgumentException(
          "has %d pixels instead of %d".formatted(values.size(), Digits.PIXELS));
    }
    float[] pixels = new float[Digits.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(values.get(i), i);
    }
    return pixels;
  }

  private static float pixel(Object value, int index) {
    boolean whole =
        value instanceof Byte
            || value instanceof Short
            || value instanceof Integer
            || value instanceof Long;
    if (value instanceof Number number) {
      float pixel = whole ? number.longValue() / MOST : number.floatValue();
      if (pixel >= 0 && pixel <= 1) {
        return pixel;
      }
    }
    throw new IllegalArgumentException(
        "has %s as pixel %d; whole numbers must be 0 to 255, others 0 to 1"
            .formatted(value, index));
  }
}
