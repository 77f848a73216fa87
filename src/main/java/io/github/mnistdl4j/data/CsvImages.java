package io.github.mnistdl4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images of a CSV file one at a time, for a model that knows their shape. Their labels
 * are passed over: a column that the header names, or the only one at an end that can be the label
 * by the first lines, or else the first, which is noted. Used by one thread.
 */
public final class CsvImages {
  /** Lines that are looked at before the first image is given. */
  private static final int AHEAD = 100;

  private static final int ENOUGH = 20;

  private final CsvReader reader;
  private final DatasetInfo images;
  private final Consumer<String> note;
  private final Deque<CsvRow> ahead = new ArrayDeque<>();
  private int label;
  private boolean begun;
  private @Nullable IOException failure;

  /**
   * Reads nothing yet.
   *
   * @param images what the file must have
   * @param note receives what was taken for granted, a clause behind the file's name
   */
  public CsvImages(InputStream in, DatasetInfo images, Consumer<String> note) {
    this.reader = new CsvReader(in);
    this.images = images;
    this.note = note;
  }

  /**
   * Reads an image, {@code [height · width]}, unsigned.
   *
   * @return empty after the last one
   * @throws FormatException naming line and column of what is no pixel
   */
  public Optional<byte[]> next() throws IOException {
    if (!begun) {
      begun = true;
      begin();
    }
    Optional<CsvRow> row = ahead.isEmpty() ? read() : Optional.of(ahead.remove());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    int columns = row.get().columns();
    return Optional.of(row.get().pixels(images, columns == images.pixels() ? -1 : label));
  }

  private Optional<CsvRow> read() throws IOException {
    if (failure != null) {
      throw failure;
    }
    return reader.next();
  }

  private void begin() throws IOException {
    CsvRow first = reader.next().orElseThrow();
    ahead.add(first);
    List<String> header = reader.header().map(CsvRow::names).orElse(List.of());
    OptionalInt named = CsvHeader.named(header, first.columns(), Optional.empty());
    if (named.isPresent()) {
      label = named.getAsInt();
    } else if (first.columns() == images.pixels() + 1) {
      lookAhead();
      label = byNumbers(images.pixels());
    }
  }

  /** Reads some lines; damage among them is reported when its turn comes. */
  private void lookAhead() {
    try {
      for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        ahead.add(row.get());
        if (ahead.size() == AHEAD) {
          return;
        }
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private int byNumbers(int last) throws FormatException {
    CsvColumn atFirst = new CsvColumn(true);
    CsvColumn atLast = new CsvColumn(true);
    for (CsvRow row : ahead) {
      if (row.columns() == last + 1) {
        atFirst.add(row, 0);
        atLast.add(row, last);
      }
    }
    boolean first = atFirst.unfit().isEmpty();
    if (first && atLast.unfit().isEmpty() && ahead.size() >= ENOUGH) {
      throw new FormatException(
          "has %d columns, of which the first or the last may be a label: write a header that calls it label, or the pixels alone"
              .formatted(last + 1));
    }
    if (first != atLast.unfit().isEmpty()) {
      return first ? 0 : last;
    }
    note.accept("does not say where its label is: the first column is taken for it");
    return 0;
  }
}
