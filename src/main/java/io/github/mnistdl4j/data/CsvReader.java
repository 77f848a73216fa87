package io.github.mnistdl4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads images from a text in UTF-8, each a line as {@link CsvRow} describes, one at a time and
 * however many there are. Lines end in {@code \n}, {@code \r} or both; empty ones are passed over,
 * and so is a header: a first line without any number. Used by one thread.
 */
public final class CsvReader {
  /** Most bytes of a line; 785 numbers with quotes and spaces need far fewer. */
  static final int MAX_LINE = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] line = new byte[MAX_LINE];
  private int position;
  private int end;
  private boolean afterReturn;
  private long number;
  private boolean hasImages;

  public CsvReader(InputStream in) {
    this.in = in;
  }

  /** Returns whether a file that starts so looks like text with numbers or names of columns. */
  public static boolean begins(byte[] start) {
    return new String(start, StandardCharsets.UTF_8)
        .matches("(?s)\uFEFF.*|\"?(labe|pixe).*|\"?[0-9]{1,3}[\",. \t].*");
  }

  /**
   * Reads an image.
   *
   * @return empty after the last one
   * @throws FormatException if a line is no text or too long, or the file has no images at all
   */
  public Optional<CsvRow> next() throws IOException {
    for (Optional<String> next = line(); next.isPresent(); next = line()) {
      if (!next.get().isBlank()) {
        CsvRow row = CsvRow.of(next.get(), "line " + number);
        if (number > 1 || !row.isHeader()) {
          hasImages = true;
          return Optional.of(row);
        }
      }
    }
    if (!hasImages) {
      throw new FormatException(
          "has no images: it needs 784 pixels per line, with or without a label in front; a first"
              + " line without numbers counts as a header");
    }
    return Optional.empty();
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
            "has more than %d bytes in line %d; it is no CSV file of 784 pixels per line"
                .formatted(MAX_LINE, number));
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
