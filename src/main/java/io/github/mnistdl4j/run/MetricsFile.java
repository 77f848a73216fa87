package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code metrics.csv}: a row an epoch, as Keras's {@code CSVLogger}; empty where nothing was
 * measured. Numbers are exact: they read back as the same doubles.
 */
final class MetricsFile implements TrainingCallback {
  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,test_loss,test_accuracy,learning_rate,seconds";

  private final Path file;
  private final BestEffortWriter attempts;
  private final StringBuilder text = new StringBuilder(HEADER).append('\n');
  private boolean written = true;

  /**
   * The file of a run that has had some epochs already.
   *
   * @param warning hears of rows that cannot be written yet
   */
  MetricsFile(Path file, List<EpochResult> before, Consumer<String> warning) {
    this.file = file;
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
    RunFiles.write(file, text.toString());
  }

  private void add(EpochResult result) {
    text.append(row(result)).append('\n');
  }

  private static String row(EpochResult epoch) {
    return String.join(
        ",",
        Integer.toString(epoch.epoch()),
        columns(Optional.of(epoch.training())),
        columns(epoch.validation()),
        columns(epoch.test().map(Score::of)),
        Double.toString(epoch.learningRate()),
        String.format(Locale.ROOT, "%.3f", epoch.duration().toNanos() / 1e9));
  }

  private static String columns(Optional<Score> score) {
    return score.map(s -> s.loss() + "," + s.accuracy()).orElse(",");
  }
}
