package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The format of {@code metrics.csv}: one row per epoch, empty where nothing was measured. Numbers
 * are exact: they read back as the same doubles.
 */
final class MetricsFile {
  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,test_loss,test_accuracy,learning_rate,seconds\n";

  private MetricsFile() {}

  static String text(List<EpochResult> epochs) {
    return epochs.stream().map(MetricsFile::row).collect(Collectors.joining("", HEADER, ""));
  }

  private static String row(EpochResult epoch) {
    return String.format(
        Locale.ROOT,
        "%d,%s,%s,%s,%s,%.3f\n",
        epoch.epoch(),
        columns(Optional.of(epoch.training())),
        columns(epoch.validation()),
        columns(epoch.test()),
        epoch.learningRate(),
        epoch.seconds());
  }

  private static String columns(Optional<Score> score) {
    return score.map(s -> s.loss() + "," + s.accuracy()).orElse(",");
  }

  /**
   * Reads all epochs, in order, by the names of the columns; none if there is no file yet.
   *
   * @throws RunException if the file cannot be read or a row is damaged
   */
  static List<EpochResult> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
    List<EpochResult> epochs = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      epochs.add(epoch(byName(lines.get(0), lines.get(i)), file, i + 1));
    }
    return epochs;
  }

  private static Map<String, String> byName(String header, String line) {
    String[] names = header.split(",", -1);
    String[] values = line.split(",", -1);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < Math.min(names.length, values.length); i++) {
      row.put(names[i], values[i]);
    }
    return row;
  }

  private static EpochResult epoch(Map<String, String> row, Path file, int line) {
    try {
      return new EpochResult(
          Integer.parseInt(row.getOrDefault("epoch", "")),
          0,
          score(row, "").orElseThrow(NumberFormatException::new),
          score(row, "val_"),
          score(row, "test_"),
          Double.parseDouble(row.getOrDefault("learning_rate", "NaN")),
          Duration.ofNanos(Math.round(Double.parseDouble(row.getOrDefault("seconds", "")) * 1e9)));
    } catch (NumberFormatException e) {
      throw new RunException(
          "Line %d of %s is damaged: each row has an epoch, a loss, an accuracy and seconds."
              .formatted(line, file),
          e);
    }
  }

  private static Optional<Score> score(Map<String, String> row, String prefix) {
    String loss = row.getOrDefault(prefix + "loss", "");
    String accuracy = row.getOrDefault(prefix + "accuracy", "");
    return loss.isEmpty()
        ? Optional.empty()
        : Optional.of(new Score(Double.parseDouble(loss), Double.parseDouble(accuracy)));
  }
}
