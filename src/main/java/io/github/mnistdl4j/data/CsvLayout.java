package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.Preparation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** How the lines of a training file and its test file become images with labels. */
record CsvLayout(CsvLabel label, CsvClasses classes, DatasetInfo info) {
  /** Below this, the largest value tells that pixels do not reach 255. */
  private static final int SMALL = 64;

  /**
   * Decides how to read a training file.
   *
   * @param note receives each decision that is not obvious, a sentence
   * @throws FormatException if the file leaves it open
   */
  static CsvLayout of(CsvScan scan, DataConfig config, Consumer<String> note)
      throws FormatException {
    int[] shape = shape(scan, config);
    CsvLabel label = CsvLabel.of(scan, config.labelColumn());
    if (!label.reason().isEmpty()) {
      note.accept("The label is %s: %s.".formatted(scan.name(label.column()), label.reason()));
    }
    CsvClasses classes = classes(scan, label, note);
    int maximum = maximum(scan, label.column(), config, note);
    Preparation preparation = Preparation.of(shape[0], shape[1]);
    try {
      DatasetInfo info = new DatasetInfo(shape[0], shape[1], classes.names(), preparation, maximum);
      return new CsvLayout(label, classes, info);
    } catch (IllegalArgumentException e) {
      throw new FormatException("cannot be used: it has " + e.getMessage());
    }
  }

  /** Returns width and height. */
  private static int[] shape(CsvScan scan, DataConfig config) throws FormatException {
    int columns = scan.columns().size();
    int side = (int) Math.sqrt(columns - 1);
    int width = config.width().orElse(side);
    int height = config.height().orElse(side);
    if (width * height == columns - 1) {
      return new int[] {width, height};
    }
    int whole = (int) Math.sqrt(columns);
    if (config.width().isPresent() ? width * height == columns : whole * whole == columns) {
      throw new FormatException(
          "has no labels: its %d columns in %s are the pixels of an image alone"
              .formatted(columns, scan.firstPlace()));
    }
    boolean hasIndex = !scan.header().isEmpty() && scan.header().get(0).isEmpty();
    throw new FormatException(
        "has %d columns in %s: a label and %d pixels, which make no %s image; %s"
            .formatted(
                columns,
                scan.firstPlace(),
                columns - 1,
                config.width().isPresent() ? "%d × %d".formatted(height, width) : "square",
                hasIndex
                    ? "its first column has no name: write it without an index (index=False)"
                    : "set data.width and data.height to the images' size"));
  }

  private static CsvClasses classes(CsvScan scan, CsvLabel label, Consumer<String> note)
      throws FormatException {
    CsvColumn column = scan.columns().get(label.column());
    if (column.labels().size() > DatasetInfo.MAX_CLASSES) {
      throw new FormatException(
          "has more than %,d different labels in %s"
              .formatted(DatasetInfo.MAX_CLASSES, scan.name(label.column())));
    }
    if (column.noClass().isPresent()) {
      throw new FormatException(
          "has %s, where a label must be a word or a whole number"
              .formatted(column.noClass().get()));
    }
    CsvClasses classes = new CsvClasses(column.labels());
    classes.note().ifPresent(note);
    return classes;
  }

  private static int maximum(CsvScan scan, int label, DataConfig config, Consumer<String> note)
      throws FormatException {
    if (config.pixelMaximum().isPresent()) {
      return config.pixelMaximum().get();
    }
    double largest = scan.largest(label);
    Optional<String> fraction = scan.fraction(label);
    if (fraction.isPresent() && largest > 1) {
      throw new FormatException(
          "has fractions (%s) and values up to %s: are pixels 0 to 1 or 0 to 255? Set data.pixel-maximum"
              .formatted(fraction.get(), CsvClasses.normal(String.valueOf(largest))));
    }
    if (fraction.isPresent()) {
      note.accept("Pixels are fractions: taken as 0.0 to 1.0.");
      return 1;
    }
    if (largest >= SMALL || largest <= 0) {
      return DatasetInfo.BYTE;
    }
    note.accept("Pixel values reach %d at most: taken as 0 to %1$d.".formatted((int) largest));
    return (int) largest;
  }

  /**
   * Returns how to read the test file of the same training file.
   *
   * @throws FormatException if it has no labels, or has them elsewhere
   */
  CsvLayout forTest(CsvScan test, Optional<String> labelColumn) throws FormatException {
    int columns = test.columns().size();
    if (columns == info.pixels()) {
      throw new FormatException(
          "has no labels (%d columns in %s: the pixels alone), so nothing can be tested with it: leave data.test-csv out, and give this file to predict"
              .formatted(columns, test.firstPlace()));
    }
    if (columns != info.pixels() + 1) {
      throw new FormatException(
          "has %d columns in %s, but the training file has %d"
              .formatted(columns, test.firstPlace(), info.pixels() + 1));
    }
    OptionalInt named =
        label.isNamed()
            ? CsvHeader.named(
                test.header(), columns, test.header().isEmpty() ? Optional.empty() : labelColumn)
            : OptionalInt.empty();
    int column = named.orElse(label.column());
    requirePossible(test, column);
    return new CsvLayout(new CsvLabel(column, label.isNamed(), ""), classes, info);
  }

  /** Rejects a file whose own numbers say that the label is at its other end. */
  private void requirePossible(CsvScan test, int column) throws FormatException {
    int other = test.columns().size() - 1 - column;
    boolean atAnEnd = column == 0 || other == 0;
    if (!label.isNamed() && atAnEnd) {
      Optional<String> unfit = test.columns().get(column).unfit();
      if (unfit.isPresent() && test.columns().get(other).unfit().isEmpty()) {
        throw new FormatException(
            "does not have its label where the training file has it: %s %s; bring both to one order, or name the label in both headers"
                .formatted(test.name(column), unfit.get()));
      }
    }
  }

  /** Reads all images. */
  Digits read(CsvReader reader) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    IntStream.Builder labels = IntStream.builder();
    for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
      labels.add(classOf(row.get()));
      pixels.writeBytes(row.get().pixels(info, label.column()));
    }
    return new Digits(info, pixels.toByteArray(), labels.build().toArray());
  }

  private int classOf(CsvRow row) throws FormatException {
    String text = row.text(label.column());
    OptionalInt index = classes.index(text);
    if (text.isEmpty() || index.isEmpty()) {
      throw new FormatException(
          "has the label '%s' in %s, which the training file does not have"
              .formatted(row.shown(label.column()), row.at(label.column())));
    }
    return index.getAsInt();
  }
}
