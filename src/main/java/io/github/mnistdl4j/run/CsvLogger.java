package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Keras's {@code CSVLogger}: the epoch, from 0, and then its numbers in the order of their names.
 */
final class CsvLogger implements TrainingListener {
  private final Path file;
  private final String separator;
  private final Attempts attempts;
  private final StringBuilder rows = new StringBuilder();

  /**
   * The file of a run that has had some epochs already.
   *
   * @param run the run's directory
   * @param warning hears of rows that cannot be written yet
   */
  CsvLogger(
      Callback.CsvLogger config, Path run, List<EpochResult> before, Consumer<String> warning) {
    this.file = run.resolve(config.filename());
    this.separator = config.separator().text();
    this.attempts = new Attempts(warning);
    before.forEach(this::add);
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    add(result);
    attempts.succeeds(() -> AtomicFile.write(file, rows.toString()));
  }

  private void add(EpochResult result) {
    Map<String, Double> numbers = new TreeMap<>();
    add(numbers, "", result.training());
    result.validation().ifPresent(score -> add(numbers, "val_", score));
    result.test().ifPresent(evaluation -> add(numbers, "test_", Score.of(evaluation)));
    numbers.put("learning_rate", result.learningRate());
    if (rows.isEmpty()) {
      rows.append(row("epoch", numbers.keySet()));
    }
    rows.append(row(Integer.toString(result.epoch() - 1), numbers.values()));
  }

  private static void add(Map<String, Double> numbers, String prefix, Score score) {
    numbers.put(prefix + "loss", score.loss());
    numbers.put(prefix + "accuracy", score.accuracy());
  }

  private String row(String first, Iterable<?> others) {
    StringBuilder row = new StringBuilder(first);
    others.forEach(value -> row.append(separator).append(value));
    return row.append('\n').toString();
  }
}
