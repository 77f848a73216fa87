package io.github.mnistdl4j.run;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The format of {@code steps.csv}: one row per step, each with the loss and accuracy of the step's
 * own batch, and every {@value StepResult#MEASURED} steps with each layer's norms. A number has at
 * least six significant digits; read and written again, it is the same text.
 *
 * <p>A long training leaves every second, fourth, eighth row and so on, at most {@value #MOST}.
 * Which ones depends on the number of steps alone, so an interrupted training leaves the same file
 * as one that was not.
 */
public final class StepsFile {
  /** Most rows: several times as many as a chart has pixels, and less than a megabyte. */
  public static final int MOST = 10_000;

  /** Nine decimals at most. */
  private static final long DECIMALS = 1_000_000_000;

  /** Smaller numbers would have fewer than six significant digits in nine decimals. */
  private static final double LEAST = 0.001;

  /** Larger numbers would not fit into a long with nine decimals, or not exactly into a double. */
  private static final double MOST_PLAIN = 1e5;

  /** Number of columns before the norms. */
  private static final int COLUMNS = 5;

  private StepsFile() {}

  /** Returns of how many rows one is left when there were so many. */
  static long stride(long rows) {
    long stride = 1;
    while ((rows - 1) / stride + 1 > MOST) {
      stride *= 2;
    }
    return stride;
  }

  static String header(int layers) {
    return IntStream.rangeClosed(1, layers)
        .mapToObj(layer -> ",weight_norm_%1$d,gradient_norm_%1$d".formatted(layer))
        .collect(Collectors.joining("", "step,epoch,loss,accuracy,learning_rate", "\n"));
  }

  static void append(StringBuilder text, StepResult row, int layers) {
    text.append(row.step()).append(',').append(row.epoch());
    number(text, row.batch().loss());
    number(text, row.batch().accuracy());
    number(text, row.learningRate());
    for (LayerNorms norms : row.norms()) {
      number(text, norms.weights());
      number(text, norms.gradient());
    }
    text.append(row.norms().isEmpty() ? ",,".repeat(layers) : "").append('\n');
  }

  /**
   * Appends a number, with nine decimals at most; {@link Float#toString} would take three times as
   * long, and is left for what is so small or large that it needs an exponent.
   */
  private static void number(StringBuilder text, double number) {
    text.append(',');
    if (number != 0 && !(number >= LEAST && number < MOST_PLAIN)) {
      text.append((float) number);
      return;
    }
    long parts = Math.round(number * DECIMALS);
    text.append(parts / DECIMALS).append('.');
    long rest = parts % DECIMALS;
    long unit = DECIMALS / 10; // of the first decimal
    while (rest > 0 && rest < unit) {
      text.append('0');
      unit /= 10;
    }
    while (rest > 0 && rest % 10 == 0) {
      rest /= 10;
    }
    text.append(rest);
  }

  /**
   * Reads all rows, in order; none if there is no file yet. A last line that is cut off, because a
   * training is writing it or was killed, is left out.
   *
   * @throws RunException if the file cannot be read or a row is damaged
   */
  public static List<StepResult> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
    List<StepResult> rows = new ArrayList<>();
    int line = 1;
    int from = text.indexOf('\n') + 1;
    for (int end = text.indexOf('\n', from); end > 0; end = text.indexOf('\n', from)) {
      line++;
      rows.add(row(text.substring(from, end), file, line));
      from = end + 1;
    }
    return rows;
  }

  private static StepResult row(String text, Path file, int line) {
    String[] columns = text.split(",", -1);
    try {
      return new StepResult(
          Long.parseLong(columns[0]),
          Integer.parseInt(columns[1]),
          new Score(Double.parseDouble(columns[2]), Double.parseDouble(columns[3])),
          Double.parseDouble(columns[4]),
          norms(columns));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new RunException(
          "Line %d of %s is damaged: each row has a step, an epoch, a loss, an accuracy and a learning rate."
              .formatted(line, file),
          e);
    }
  }

  private static List<LayerNorms> norms(String[] columns) {
    if (columns.length == COLUMNS || columns[COLUMNS].isEmpty()) {
      return List.of();
    }
    List<LayerNorms> norms = new ArrayList<>();
    for (int i = COLUMNS; i < columns.length; i += 2) {
      norms.add(new LayerNorms(Double.parseDouble(columns[i]), Double.parseDouble(columns[i + 1])));
    }
    return norms;
  }
}
