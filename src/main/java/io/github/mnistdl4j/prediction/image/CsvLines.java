package io.github.mnistdl4j.prediction.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a text in UTF-8, none longer than memory bears. Used by one thread. */
final class CsvLines {
  /** Most characters of a line; 785 numbers with quotes and spaces need far fewer. */
  static final int MAX_LENGTH = 1 << 16;

  private final Reader reader;
  private long number;
  private boolean afterReturn;

  CsvLines(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The number of the line that was read last, from 1; 0 before the first. */
  long number() {
    return number;
  }

  /**
   * Reads a line without its end, which is {@code \n}, {@code \r} or both.
   *
   * @return empty at the end of the text
   * @throws ImageException if the line has more than {@link #MAX_LENGTH} characters
   */
  Optional<String> next() throws IOException {
    number++;
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (afterReturn && c == '\n') {
      c = reader.read();
    }
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
      if (line.length() == MAX_LENGTH) {
        throw new ImageException(
            "has more than %d characters in line %d; it is no CSV file of 784 pixels a line"
                .formatted(MAX_LENGTH, number));
      }
      line.append((char) c);
    }
    afterReturn = c == '\r';
    return Optional.of(line.toString());
  }
}
