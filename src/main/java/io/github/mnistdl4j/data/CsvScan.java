package io.github.mnistdl4j.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What one pass over a CSV file found, from which follows how it is to be read.
 *
 * @param header the names of the columns; none if the file does not name them
 * @param columns one for each field of a line
 * @param firstPlace where the first line of values is, in words
 */
record CsvScan(List<String> header, List<CsvColumn> columns, String firstPlace) {
  CsvScan {
    header = List.copyOf(header);
    columns = List.copyOf(columns);
  }

  /**
   * Reads all lines of a training file.
   *
   * @param labelColumn the setting {@code data.label-column}
   * @throws FormatException if a line has another number of fields than the first
   */
  static CsvScan of(CsvReader reader, Optional<String> labelColumn) throws IOException {
    CsvRow first = reader.next().orElseThrow();
    List<String> header = reader.header().map(CsvRow::names).orElse(List.of());
    OptionalInt named = CsvHeader.named(header, first.columns(), labelColumn);
    return of(reader, header, first, named.orElse(0));
  }

  /** Reads all lines of a test file. */
  static CsvScan of(CsvReader reader) throws IOException {
    CsvRow first = reader.next().orElseThrow();
    return of(reader, reader.header().map(CsvRow::names).orElse(List.of()), first, 0);
  }

  private static CsvScan of(CsvReader reader, List<String> header, CsvRow first, int label)
      throws IOException {
    int count = first.columns();
    List<CsvColumn> columns =
        IntStream.range(0, count)
            .mapToObj(c -> new CsvColumn(c == 0 || c == count - 1 || c == label))
            .toList();
    for (Optional<CsvRow> row = Optional.of(first); row.isPresent(); row = reader.next()) {
      if (row.get().columns() != count) {
        throw new FormatException(
            "has %d columns in %s, but %d in %s"
                .formatted(row.get().columns(), row.get().place(), count, first.place()));
      }
      for (int c = 0; c < count; c++) {
        columns.get(c).add(row.get(), c);
      }
    }
    return new CsvScan(header, columns, first.place());
  }

  /** Returns a column's number from 1 and its name, if it has one. */
  String name(int column) {
    String name = column < header.size() ? " (%s)".formatted(CsvRow.shown(header.get(column))) : "";
    return "column %d%s".formatted(column + 1, name);
  }

  /** Returns the largest number of all columns but the label's. */
  double largest(int label) {
    return pixels(label).mapToDouble(c -> columns.get(c).largest()).max().orElse(0);
  }

  /** Returns the first fraction of all columns but the label's, with its place. */
  Optional<String> fraction(int label) {
    return pixels(label)
        .mapToObj(c -> columns.get(c).fraction())
        .filter(fraction -> !fraction.isEmpty())
        .findFirst();
  }

  private IntStream pixels(int label) {
    return IntStream.range(0, columns.size()).filter(column -> column != label);
  }
}
