package io.github.mnistdl4j.data;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which column of a CSV file has the labels, and why it is this one.
 *
 * @param column counted from 0
 * @param isNamed whether the header or the setting tells, not the numbers
 * @param reason in words; empty where nobody would ask
 */
record CsvLabel(int column, boolean isNamed, String reason) {
  /** Finds the column by the setting, the header or, if they do not tell, the numbers. */
  static CsvLabel of(CsvScan scan, Optional<String> setting) throws FormatException {
    OptionalInt named = CsvHeader.named(scan.header(), scan.columns().size(), setting);
    if (named.isEmpty()) {
      return byNumbers(scan);
    }
    int column = named.getAsInt();
    boolean usual = setting.isPresent() || scan.header().get(column).equalsIgnoreCase("label");
    return new CsvLabel(column, true, usual ? "" : "its name in the header says so");
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
