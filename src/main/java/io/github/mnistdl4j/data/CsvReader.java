package io.github.mnistdl4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in UTF-8 line by line, each as {@link CsvRow} describes, however many there are.
 * Lines end in {@code \n}, {@code \r} or both; empty ones are passed over. The first one tells what
 * separates the fields, and may be a header. Used by one thread.
 */
public final class CsvReader {
  /** Most bytes of a line: 128 × 128 numbers of 30 characters need fewer. */
  static final int MAX_LINE = 1 << 19;

  private static final int FEW_SEPARATORS = 3;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[1 << 13];
  private int position;
  private int end;
  private boolean afterReturn;
  private long number;
  private char separator;
  private @Nullable CsvRow header;
  private boolean hasRows;

  public CsvReader(InputStream in) {
    this.in = in;
  }

  /** Returns whether a file that starts so looks like text with numbers or names of columns. */
  public static boolean begins(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    String first = text.lines().findFirst().orElse("");
    boolean isText = text.chars().noneMatch(c -> c < ' ' && "\t\r\n".indexOf(c) < 0);
    return text.matches("(?s)\uFEFF.*|\"?(labe|pixe).*|\"?[0-9]{1,3}[\",;. \t].*")
        || (isText
            && ",;\t"
                .chars()
                .anyMatch(c -> first.chars().filter(each -> each == c).count() >= FEW_SEPARATORS));
  }

  /**
   * Reads a line of values; a header before it is kept.
   *
   * @return empty after the last one
   * @throws FormatException if a line is no text or too long, or the file has no line of values
   */
  Optional<CsvRow> next() throws IOException {
    for (Optional<String> next = line(); next.isPresent(); next = line()) {
      if (!next.get().isBlank()) {
        Optional<CsvRow> row = row(next.get());
        if (row.isPresent()) {
          return row;
        }
      }
    }
    if (!hasRows) {
      throw new FormatException(
          "has no images: it needs the pixels of an image per line, with or without a label; a"
              + " first line without numbers counts as a header");
    }
    return Optional.empty();
  }

  private Optional<CsvRow> row(String text) throws FormatException {
    boolean isFirst = separator == 0;
    separator = isFirst ? CsvRow.separator(text) : separator;
    CsvRow row = CsvRow.of(text, separator, "line " + number);
    if (isFirst && row.isHeader()) {
      header = row;
      return Optional.empty();
    }
    hasRows = true;
    return Optional.of(row);
  }

  /** Returns the line that names the columns, once the first line of values has been read. */
  Optional<CsvRow> header() {
    return Optional.ofNullable(header);
  }

  private Optional<String> line() throws IOException {
    number++;
    int length = 0;
    int c = read();
    if (afterReturn && c == '\n') {
      c = read();
    }
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = read()) {
      if (length == MAX_LINE) {
        throw new FormatException(
            "has more than %d bytes in line %d; it is no CSV file with an image per line"
                .formatted(MAX_LINE, number));
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) c;
    }
    afterReturn = c == '\r';
    return Optional.of(text(length));
  }

  private String text(int length) throws FormatException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(
          "is not UTF-8 text in line %d; save it as CSV in UTF-8".formatted(number));
    }
  }

  private int read() throws IOException {
    if (position == end) {
      end = Math.max(0, in.read(buffer));
      position = 0;
    }
    return position < end ? buffer[position++] & 0xFF : -1;
  }
}
