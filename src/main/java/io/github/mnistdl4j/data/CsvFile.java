package io.github.mnistdl4j.data;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Writable;

/** Images as text: a label and 784 pixels a line, as Kaggle has them, read through DataVec. */
public final class CsvFile {
  private static final int COLUMNS = 1 + Digits.PIXELS;

  private final Path path;
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
  private int line;

  private CsvFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a file; its first line may be a header.
   *
   * @throws DataException naming file and line of the first mistake
   */
  public static Digits read(Path path) {
    return new CsvFile(path).read();
  }

  /** SHA-256 of the file as it is. */
  public static String sha256(Path path) {
    try {
      return Sha256.of(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private Digits read() {
    try {
      line = headerLines();
      readRows();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    if (labels.size() == 0) {
      throw new DataException(path + " has no images: it needs a label and 784 pixels a line");
    }
    return new Digits(pixels.toByteArray(), labels.toByteArray());
  }

  private void readRows() throws IOException {
    try (CSVRecordReader reader = new CSVRecordReader(line, ',')) {
      reader.initialize(new FileSplit(path.toFile()));
      while (reader.hasNext()) {
        line++;
        List<Writable> row = next(reader);
        if (!isBlank(row)) {
          add(row);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(path + ": reading was interrupted", e);
    }
  }

  private List<Writable> next(CSVRecordReader reader) {
    try {
      return reader.next();
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage()).replaceFirst("^\\S+Exception: ", "");
      throw wrong("is not CSV: %.200s".formatted(reason));
    }
  }

  /** A header has no number in its first two columns. */
  private int headerLines() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      String first = reader.readLine();
      boolean header =
          first != null
              && !first.isBlank()
              && Arrays.stream(first.split(",", 3)).limit(2).noneMatch(CsvFile::isNumber);
      return header ? 1 : 0;
    }
  }

  private static boolean isNumber(String field) {
    return withoutMark(field).replace("\"", "").strip().matches("[-+]?[0-9.]+");
  }

  private static boolean isBlank(List<Writable> row) {
    return row.size() == 1 && row.get(0).toString().isBlank();
  }

  private void add(List<Writable> row) {
    if (row.size() != COLUMNS) {
      throw wrong(
          "has %d columns, but a label and %d pixels make %d%s"
              .formatted(
                  row.size(),
                  Digits.PIXELS,
                  COLUMNS,
                  row.size() == Digits.PIXELS ? "; is the label missing, as in test.csv?" : ""));
    }
    labels.write(number(row.get(0), 0, Digits.CLASSES - 1));
    for (int column = 1; column < COLUMNS; column++) {
      pixels.write(number(row.get(column), column, 255));
    }
  }

  private int number(Writable value, int column, int most) {
    String text = (column == 0 ? withoutMark(value.toString()) : value.toString()).strip();
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    String what = column == 0 ? "label" : "pixel " + column;
    throw wrong("has the %s '%.40s', but it must be 0 to %d".formatted(what, text, most));
  }

  /** Spreadsheets start a file with a mark that says it is UTF-8. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** What was found may hold escape sequences for the terminal. */
  private DataException wrong(String problem) {
    String text = problem.replaceAll("\\p{Cntrl}", "?");
    return new DataException("%s, line %d %s".formatted(path, line, text));
  }

  private static DataException unreadable(Path path, IOException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "does not exist"
            : Files.isDirectory(path)
                ? "is a directory, not a CSV file"
                : e instanceof AccessDeniedException
                    ? "cannot be read: permission denied"
                    : e instanceof CharacterCodingException
                        ? "is not UTF-8 text in its first lines; save it as CSV in UTF-8"
                        : "cannot be read: " + e.getMessage();
    return new DataException(path + " " + reason, e);
  }
}
