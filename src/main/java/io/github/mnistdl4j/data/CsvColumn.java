package io.github.mnistdl4j.data;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the values of one column of a CSV file are like. */
final class CsvColumn {
  /** With fewer lines, each may well be of another class. */
  private static final int FEW_LINES = 20;

  private final boolean mayBeLabel;
  private final Set<String> labels = new HashSet<>();
  private long lines;
  private boolean hasWords;
  private double largest = Double.NEGATIVE_INFINITY;
  private String fraction = "";
  private String negative = "";
  private String empty = "";

  /** Begins with no values; only of a column that may be the label all different ones are kept. */
  CsvColumn(boolean mayBeLabel) {
    this.mayBeLabel = mayBeLabel;
  }

  void add(CsvRow row, int column) {
    String text = row.text(column);
    double number = CsvNumber.of(text);
    lines++;
    if (mayBeLabel && labels.size() <= DatasetInfo.MAX_CLASSES) {
      labels.add(CsvClasses.normal(text));
    }
    if (Double.isNaN(number)) {
      hasWords = true;
      empty = empty.isEmpty() && text.isEmpty() ? row.at(column) : empty;
      return;
    }
    largest = Math.max(largest, number);
    if (number < 0 && negative.isEmpty()) {
      negative = "'%s' in %s".formatted(row.shown(column), row.at(column));
    }
    if (fraction.isEmpty() && number != Math.rint(number)) {
      fraction = "'%s' in %s".formatted(row.shown(column), row.at(column));
    }
  }

  Set<String> labels() {
    return labels;
  }

  double largest() {
    return largest;
  }

  /** Returns the first number that is not whole, with its place; empty if there is none. */
  String fraction() {
    return fraction;
  }

  /** Returns where a value is missing, or is no name or number of a class; empty if nowhere. */
  Optional<String> noClass() {
    return empty.isEmpty()
        ? Stream.of(fraction, negative).filter(found -> !found.isEmpty()).findFirst()
        : Optional.of("nothing in " + empty);
  }

  /** Returns why the column cannot be the label, as a clause behind its name; empty if it can. */
  Optional<String> unfit() {
    if (labels.size() == 1) {
      return Optional.of("is the same in every line");
    }
    if (!fraction.isEmpty()) {
      return Optional.of("has fractions");
    }
    if (!negative.isEmpty()) {
      return Optional.of("has negative numbers");
    }
    if (!hasWords && largest >= DatasetInfo.MAX_CLASSES) {
      return Optional.of("has numbers above " + (DatasetInfo.MAX_CLASSES - 1));
    }
    boolean tooMany =
        labels.size() > DatasetInfo.MAX_CLASSES
            || (lines >= FEW_LINES && labels.size() > lines / 2);
    return tooMany ? Optional.of("has too many different values") : Optional.empty();
  }
}
