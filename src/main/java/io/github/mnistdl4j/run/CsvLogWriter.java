package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Keras's {@code CSVLogger}: the epoch, from 0, and then its numbers in the order of their names;
 * {@code NA} where there is none.
 */
final class CsvLogWriter implements TrainingCallback {
  private static final String ABSENT = "NA";

  private final Path file;
  private final String separator;
  private final boolean withTest;
  private final BestEffortWriter attempts;
  private final StringBuilder rows = new StringBuilder();
  private boolean written = true;

  /**
   * The file of a run that has had some epochs already.
   *
   * @param run the run's directory
   * @param withTest whether any epoch is evaluated on the test set
   * @param warning hears of rows that cannot be written yet
   */
  CsvLogWriter(
      Callback.CsvLogger config,
      Path run,
      boolean withTest,
      List<EpochResult> before,
      Consumer<String> warning) {
    this.file = run.resolve(config.filename());
    this.separator = config.separator().text();
    this.withTest = withTest;
    this.attempts = new BestEffortWriter(warning, BestEffortWriter.AGAIN);
    before.forEach(this::add);
    if (!before.isEmpty()) {
      write();
    }
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    add(result);
    written = attempts.succeeds(this::write);
  }

  /**
   * Training has ended.
   *
   * @throws RunException if there are rows that still cannot be written
   */
  void finish() {
    if (!written) {
      write();
    }
  }

  private void write() {
    RunFiles.write(file, rows.toString());
  }

  private void add(EpochResult result) {
    Map<String, Object> numbers = new TreeMap<>();
    add(numbers, "", Optional.of(result.training()));
    if (result.validation().isPresent()) {
      add(numbers, "val_", result.validation());
    }
    if (withTest) {
      add(numbers, "test_", result.test().map(Score::of));
    }
    numbers.put("learning_rate", result.learningRate());
    if (rows.isEmpty()) {
      rows.append(row("epoch", numbers.keySet()));
    }
    rows.append(row(Integer.toString(result.epoch() - 1), numbers.values()));
  }

  private static void add(Map<String, Object> numbers, String prefix, Optional<Score> score) {
    numbers.put(prefix + "loss", score.<Object>map(Score::loss).orElse(ABSENT));
    numbers.put(prefix + "accuracy", score.<Object>map(Score::accuracy).orElse(ABSENT));
  }

  private String row(String first, Iterable<?> others) {
    StringBuilder row = new StringBuilder(first);
    others.forEach(value -> row.append(separator).append(value));
    return row.append('\n').toString();
  }
}
