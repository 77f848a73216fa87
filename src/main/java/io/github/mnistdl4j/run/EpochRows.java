package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A file with one row per epoch, written anew after each. */
final class EpochRows implements TrainingCallback {
  private final Path file;
  private final Function<List<EpochResult>, String> format;
  private final List<EpochResult> epochs;
  private final BestEffortWriter writer;
  private boolean written = true;

  /**
   * @param format returns the file's whole text
   * @param before the epochs that were trained before an interruption
   */
  EpochRows(
      Path file,
      Function<List<EpochResult>, String> format,
      List<EpochResult> before,
      Consumer<String> warning) {
    this.file = file;
    this.format = format;
    this.epochs = new ArrayList<>(before);
    this.writer = new BestEffortWriter(warning, BestEffortWriter.AGAIN);
    if (!before.isEmpty()) {
      write();
    }
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    epochs.add(result);
    written = writer.succeeds(this::write);
  }

  /**
   * Writes the rows that could not be written before.
   *
   * @throws RunException if they still cannot be written
   */
  @Override
  public void onTrainingEnd() {
    if (!written) {
      write();
    }
  }

  private void write() {
    RunFiles.write(file, format.apply(epochs));
  }
}
