package io.github.mnistdl4j.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds a CSV file's label by the names of its columns. */
final class CsvHeader {
  private static final List<String> NAMES = List.of("label", "class", "digit", "target", "y");
  private static final int SHOWN = 5;

  private CsvHeader() {}

  /**
   * Finds the column by a name or number.
   *
   * @return empty if nothing names it
   * @throws FormatException if the setting fits no column, or two names of the header do
   */
  static OptionalInt named(List<String> header, int columns, Optional<String> setting)
      throws FormatException {
    if (setting.isPresent()) {
      return OptionalInt.of(set(header, columns, setting.get().strip()));
    }
    int[] found =
        IntStream.range(0, header.size())
            .filter(i -> NAMES.contains(header.get(i).toLowerCase(Locale.ROOT)))
            .toArray();
    if (found.length > 1) {
      throw new FormatException(
          "has two columns that may be the label, %s and %s: name one with data.label-column"
              .formatted(header.get(found[0]), header.get(found[1])));
    }
    return found.length == 0 || found[0] >= columns
        ? OptionalInt.empty()
        : OptionalInt.of(found[0]);
  }

  private static int set(List<String> header, int columns, String setting) throws FormatException {
    int column =
        isNumber(setting) ? Integer.parseInt(setting) - 1 : indexIgnoringCase(header, setting);
    if (column >= 0 && column < columns) {
      return column;
    }
    String first = String.join(", ", header.stream().limit(SHOWN).map(CsvRow::shown).toList());
    throw new FormatException(
        "has no column %s, as data.label-column says: use a number from 1 to %d%s"
            .formatted(
                CsvRow.shown(setting),
                columns,
                header.isEmpty()
                    ? "; no header names the columns"
                    : ", or a name of " + first + ", …"));
  }

  private static boolean isNumber(String setting) {
    return setting.matches("[0-9]{1,6}");
  }

  private static int indexIgnoringCase(List<String> header, String name) {
    return IntStream.range(0, header.size())
        .filter(i -> header.get(i).equalsIgnoreCase(name))
        .findFirst()
        .orElse(-1);
  }
}
