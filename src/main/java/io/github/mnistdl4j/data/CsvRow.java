package io.github.mnistdl4j.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.datavec.api.records.reader.impl.csv.SerializableCSVParser;

/**
 * An image as a line of text: 784 whole numbers from 0 to 255 separated by commas, with or without
 * a label in front; each may be quoted (RFC 4180).
 */
public final class CsvRow {
  private static final String UTF8_MARK = "\uFEFF";

  private final String[] fields;
  private final String place;

  private CsvRow(String[] fields, String place) {
    this.fields = fields;
    this.place = place;
  }

  /**
   * Splits a line into its fields.
   *
   * @param place what messages call the line, such as {@code line 12}
   * @throws FormatException if a quote is not closed
   */
  public static CsvRow of(String line, String place) throws FormatException {
    String text = line.startsWith(UTF8_MARK) ? line.substring(1) : line;
    try {
      return new CsvRow(new SerializableCSVParser(',', '"', '\0').parseLine(text), place);
    } catch (IOException e) {
      throw new FormatException("has a quote that is not closed in " + place);
    }
  }

  /** Returns whether the line, if it is the first, names the columns: no field is a number. */
  public boolean isHeader() {
    return Arrays.stream(fields).noneMatch(field -> field.strip().matches("[-+]?[0-9.]+"));
  }

  /** Returns the label as it is written; empty if there are pixels alone, or not as many. */
  public Optional<String> label() {
    return fields.length == 1 + DatasetInfo.MNIST.pixels()
        ? Optional.of(fields[0].strip())
        : Optional.empty();
  }

  /**
   * Returns the label as a class, 0 to 9.
   *
   * @throws FormatException if it is something else or missing
   */
  public int digit() throws FormatException {
    if (fields.length == DatasetInfo.MNIST.pixels()) {
      throw new FormatException(
          "has %d columns in %s, but a label and %1$d pixels make %3$d; is the label missing, as in test.csv?"
              .formatted(DatasetInfo.MNIST.pixels(), place, 1 + DatasetInfo.MNIST.pixels()));
    }
    requireColumns();
    return number(0, "label", DatasetInfo.MNIST.classes().size() - 1);
  }

  /**
   * Returns the pixels, {@code [784]}, unsigned.
   *
   * @throws FormatException naming the column that is something else
   */
  public byte[] pixels() throws FormatException {
    requireColumns();
    byte[] pixels = new byte[DatasetInfo.MNIST.pixels()];
    int first = fields.length - pixels.length;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) number(first + i, "pixel", 255);
    }
    return pixels;
  }

  private void requireColumns() throws FormatException {
    if (fields.length != DatasetInfo.MNIST.pixels()
        && fields.length != 1 + DatasetInfo.MNIST.pixels()) {
      throw new FormatException(
          "has %d columns in %s; an image has %d, or %d with a label in front"
              .formatted(
                  fields.length,
                  place,
                  DatasetInfo.MNIST.pixels(),
                  1 + DatasetInfo.MNIST.pixels()));
    }
  }

  /** Returns a number; the text in an error may hold escape sequences for the terminal. */
  private int number(int index, String what, int most) throws FormatException {
    String text = fields[index].strip();
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new FormatException(
        "has '%.40s' in %s, column %d; a %s must be 0 to %d"
            .formatted(text.replaceAll("\\p{Cntrl}", "?"), place, index + 1, what, most));
  }
}
