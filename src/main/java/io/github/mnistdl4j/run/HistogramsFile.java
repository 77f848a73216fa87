package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.evaluation.EpochHistogram;
import io.github.mnistdl4j.evaluation.EpochHistogram.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The format of {@code histograms.csv}: a row for each epoch and layer's weights or outputs. */
final class HistogramsFile {
  private static final int COUNTS = 6;
  private static final String HEADER =
      IntStream.rangeClosed(1, EpochHistogram.BINS)
          .mapToObj(bin -> "bin_" + bin)
          .collect(Collectors.joining(",", "epoch,layer,of,zeros,low,high,", "\n"));

  private HistogramsFile() {}

  static String text(List<EpochHistogram> rows) {
    StringBuilder text = new StringBuilder(HEADER);
    for (EpochHistogram row : rows) {
      text.append(row.epoch()).append(',').append(row.layer());
      text.append(',').append(YamlNames.of(row.kind()));
      text.append(',').append((float) row.zeros());
      text.append(',').append((float) row.low()).append(',').append((float) row.high());
      for (int count : row.counts()) {
        text.append(',').append(count);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Reads all rows, in order; returns none if there is no file, as in runs of older versions.
   *
   * @throws RunException if the file cannot be read or a row is damaged
   */
  static List<EpochHistogram> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return IntStream.range(1, lines.size())
          .mapToObj(i -> histogram(lines.get(i), file, i + 1))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
  }

  private static EpochHistogram histogram(String line, Path file, int number) {
    try {
      String[] values = line.split(",", -1);
      if (values.length != COUNTS + EpochHistogram.BINS) {
        throw new NumberFormatException("columns are missing");
      }
      return new EpochHistogram(
          Integer.parseInt(values[0]),
          Integer.parseInt(values[1]),
          Kind.valueOf(values[2].toUpperCase(Locale.ROOT)),
          Double.parseDouble(values[3]),
          Double.parseDouble(values[4]),
          Double.parseDouble(values[5]),
          Arrays.stream(values).skip(COUNTS).map(Integer::valueOf).toList());
    } catch (IllegalArgumentException e) {
      throw new RunException(
          "Line %d of %s is damaged: each row has an epoch, a layer, weights or outputs, the share of zeros, two ends and %d counts. Delete the file to see the rest of the report."
              .formatted(number, file, EpochHistogram.BINS),
          e);
    }
  }
}
