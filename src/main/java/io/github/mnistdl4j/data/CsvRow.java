package io.github.mnistdl4j.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.csv.SerializableCSVParser;

/**
 * A line of text with the pixels of an image, with or without a label; separated by commas,
 * semicolons or tabs, each field may be quoted (RFC 4180).
 */
public final class CsvRow {
  /** The narrowest images have this many separators, and no name of a column as many. */
  private static final int CERTAIN = DatasetInfo.MIN_SIDE * DatasetInfo.MIN_SIDE - 1;

  private static final String UTF8_MARK = "\uFEFF";
  private static final int SHOWN = 40;

  private final String[] fields;
  private final String place;

  private CsvRow(String[] fields, String place) {
    this.fields = fields;
    this.place = place;
  }

  /**
   * Splits a line that may be the first of its file into its fields.
   *
   * @param place what messages call the line, such as {@code line 12}
   * @throws FormatException if a quote is not closed
   */
  public static CsvRow of(String line, String place) throws FormatException {
    return of(line, separator(line), place);
  }

  static CsvRow of(String line, char separator, String place) throws FormatException {
    String text = line.startsWith(UTF8_MARK) ? line.substring(1) : line;
    if (text.indexOf('"') < 0) {
      return new CsvRow(split(text, separator), place);
    }
    try {
      return new CsvRow(new SerializableCSVParser(separator, '"', '\0').parseLine(text), place);
    } catch (IOException e) {
      throw new FormatException("has a quote that is not closed in " + place);
    }
  }

  private static String[] split(String line, char separator) {
    String[] fields = new String[(int) line.chars().filter(c -> c == separator).count() + 1];
    int from = 0;
    for (int i = 0; i < fields.length - 1; i++) {
      int to = line.indexOf(separator, from);
      fields[i] = line.substring(from, to);
      from = to + 1;
    }
    fields[fields.length - 1] = line.substring(from);
    return fields;
  }

  /** Returns what separates the fields of a line: a tab, a semicolon or a comma. */
  static char separator(String line) {
    for (char separator : new char[] {'\t', ';'}) {
      if (line.chars().filter(c -> c == separator).count() >= CERTAIN) {
        return separator;
      }
    }
    return ',';
  }

  /**
   * Returns whether the line, if it is the first, names the columns: no field is a number, or they
   * are numbered one after the other, or named as pandas names what is there twice (0, 0.1, 0.2).
   */
  public boolean isHeader() {
    return Arrays.stream(fields).allMatch(field -> Double.isNaN(CsvNumber.of(field)))
        || isNumbered()
        || hasNumberedTwins();
  }

  private boolean isNumbered() {
    double[] inner =
        IntStream.range(1, fields.length - 1).mapToDouble(i -> CsvNumber.of(fields[i])).toArray();
    return inner.length > 2
        && IntStream.range(1, inner.length).allMatch(i -> inner[i] == inner[i - 1] + 1);
  }

  private boolean hasNumberedTwins() {
    Map<String, Integer> seen = new HashMap<>();
    int twins = 0;
    for (String field : fields) {
      String[] parts = field.strip().split("\\.", 2);
      int before = seen.merge(parts[0], 1, Integer::sum) - 1;
      if (!(parts.length == 1 ? "" : parts[1]).equals(before == 0 ? "" : "" + before)) {
        return false;
      }
      twins += before == 0 ? 0 : 1;
    }
    return twins > 2;
  }

  /** Returns the label as it is written in front of the pixels; empty if there is none. */
  public Optional<String> label(DatasetInfo images) {
    return fields.length == 1 + images.pixels() ? Optional.of(fields[0].strip()) : Optional.empty();
  }

  /**
   * Returns the pixels, {@code [height · width]}, unsigned, of a line whose label, if it has one,
   * is in front.
   *
   * @throws FormatException naming the column that is something else
   */
  public byte[] pixels(DatasetInfo images) throws FormatException {
    return pixels(images, fields.length == images.pixels() ? -1 : 0);
  }

  /**
   * Returns the pixels, brought from 0 to the data set's maximum to 0 to 255 and rounded.
   *
   * @param label the column that is none; −1: all are pixels
   */
  byte[] pixels(DatasetInfo images, int label) throws FormatException {
    if (fields.length != images.pixels() && fields.length != 1 + images.pixels()) {
      throw new FormatException(
          "has %d columns in %s; an image has %d, or %d with a label"
              .formatted(fields.length, place, images.pixels(), 1 + images.pixels()));
    }
    byte[] pixels = new byte[images.pixels()];
    int i = 0;
    for (int column = 0; column < fields.length; column++) {
      if (column != label) {
        pixels[i++] = pixel(column, images.pixelMaximum());
      }
    }
    return pixels;
  }

  private byte pixel(int column, int maximum) throws FormatException {
    double value = CsvNumber.of(fields[column]);
    boolean fits = value >= 0 && value <= maximum;
    if (!fits || (maximum == DatasetInfo.BYTE && value != Math.rint(value))) {
      throw new FormatException(
          "has '%s' in %s; a pixel must be 0 to %d".formatted(shown(column), at(column), maximum));
    }
    return (byte) Math.round(value * DatasetInfo.BYTE / maximum);
  }

  int columns() {
    return fields.length;
  }

  /** Returns a field without the white space around it. */
  String text(int column) {
    return fields[column].strip();
  }

  /** Returns the names of the columns, if this line names them. */
  List<String> names() {
    return Arrays.stream(fields).map(String::strip).toList();
  }

  /** Returns a field for a message; a file may hold escape sequences for the terminal. */
  String shown(int column) {
    return shown(text(column));
  }

  static String shown(String text) {
    String beginning = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    return beginning.replaceAll("\\p{Cntrl}", "?");
  }

  /** Returns where a field is, in words. */
  String at(int column) {
    return "%s, column %d".formatted(place, column + 1);
  }

  String place() {
    return place;
  }
}
