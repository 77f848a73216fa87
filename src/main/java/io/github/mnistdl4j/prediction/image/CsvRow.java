package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.Digits;

/**
 * An image as text: 784 whole numbers from 0 to 255, or a label, which is passed over, and they.
 */
public final class CsvRow {
  private CsvRow() {}

  /**
   * The pixels of a line, {@code [784]}, divided by 255.
   *
   * @param place what messages call the line, such as {@code line 12}
   * @throws ImageException saying which line and column is wrong
   */
  public static float[] pixels(String line, String place) {
    String[] fields = line.split(",", Digits.PIXELS + 3);
    int labels = fields.length - Digits.PIXELS;
    if (labels != 0 && labels != 1) {
      throw new ImageException(
          "has %s columns in %s; 784 pixels, or a label and they, are allowed"
              .formatted(labels > 2 ? "more than 786" : fields.length, place));
    }
    float[] pixels = new float[Digits.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(fields[i + labels], place, i + labels + 1) / 255f;
    }
    return pixels;
  }

  private static int pixel(String field, String place, int column) {
    String text = field.replace("\"", "").replace("\uFEFF", "").strip();
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value <= 255) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ImageException(
        "has '%.20s' in %s, column %d; a pixel must be 0 to 255"
            .formatted(text.replaceAll("\\p{Cntrl}", "?"), place, column));
  }
}
