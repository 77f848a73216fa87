package io.github.mnistdl4j.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which column of a CSV file has the labels, and why it is this one.
 *
 * @param column counted from 0
 * @param isNamed whether the header or the setting tells, not the numbers
 * @param reason in words; empty where nobody would ask
 */
record CsvLabel(int column, boolean isNamed, String reason) {
  private static final List<String> NAMES = List.of("label", "class", "digit", "target", "y");
  private static final int SHOWN = 5;

  /** Finds the column by the setting, the header or, if they do not tell, the numbers. */
  static CsvLabel of(CsvScan scan, Optional<String> setting) throws FormatException {
    OptionalInt named = named(scan.header(), scan.columns().size(), setting);
    if (named.isEmpty()) {
      return byNumbers(scan);
    }
    int column = named.getAsInt();
    boolean usual = setting.isPresent() || scan.header().get(column).equalsIgnoreCase("label");
    return new CsvLabel(column, true, usual ? "" : "its name in the header says so");
  }

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

  private static CsvLabel byNumbers(CsvScan scan) throws FormatException {
    int last = scan.columns().size() - 1;
    Optional<String> notFirst = scan.columns().get(0).unfit();
    Optional<String> notLast = scan.columns().get(last).unfit();
    if (notFirst.isPresent() != notLast.isPresent()) {
      int column = notFirst.isPresent() ? last : 0;
      String other = scan.name(last - column);
      return new CsvLabel(
          column, false, "%s %s".formatted(other, notFirst.or(() -> notLast).orElseThrow()));
    }
    String cure = "say which with --set data.label-column=… (its name, or its number from 1)";
    throw new FormatException(
        notFirst.isPresent()
            ? "has no column that can be the label: %s %s and %s %s; %s"
                .formatted(scan.name(0), notFirst.get(), scan.name(last), notLast.get(), cure)
            : "may have its label in %s or in %s: %s"
                .formatted(scan.name(0), scan.name(last), cure));
  }
}
