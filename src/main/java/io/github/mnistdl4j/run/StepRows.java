package io.github.mnistdl4j.run;

import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.StepResult;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes {@code steps.csv} during training: appends new rows once a second, and replaces the whole
 * file when it is thinned out. Used by one thread, except {@link #force}.
 */
final class StepRows implements TrainingCallback {
  /** As often as a page asks for news: more often would cost more and show no more. */
  private static final long NANOS_BETWEEN_WRITES = TimeUnit.MILLISECONDS.toNanos(1000);

  private final Path file;
  private final int perRow;
  private final int layers;
  private final List<StepResult> rows;
  private final BestEffortWriter writer;
  private long stride;

  /** Number of rows in the file; 0 if it has to be written as a whole. */
  private int written;

  private long lastWrite = System.nanoTime();

  /**
   * Takes over the rows up to a step; later steps are trained again.
   *
   * @param steps that training has done so far
   * @param perRow steps of a row: 1, or those of an epoch where a cluster counts whole epochs
   * @param layers of the network
   */
  StepRows(Path file, long steps, int perRow, int layers, Consumer<String> warning) {
    this.file = file;
    this.perRow = perRow;
    this.layers = layers;
    this.stride = StepsFile.stride(steps / perRow);
    this.rows = steps == 0 ? new ArrayList<>() : read(file, warning);
    rows.removeIf(row -> row.step() > steps || !isKept(row));
    this.writer = new BestEffortWriter(warning, BestEffortWriter.AGAIN);
  }

  private static List<StepResult> read(Path file, Consumer<String> warning) {
    try {
      return new ArrayList<>(StepsFile.read(file));
    } catch (RunException e) {
      warning.accept("Warning: " + e.getMessage() + " It begins anew.");
      return new ArrayList<>();
    }
  }

  /** Returns whether a row is one of those that are left of so many steps. */
  private boolean isKept(StepResult row) {
    return (row.step() - 1) / perRow % stride == 0;
  }

  @Override
  public void onStepEnd(StepResult result) {
    if (!isKept(result)) {
      return;
    }
    rows.add(result);
    long now = StepsFile.stride((result.step() - 1) / perRow + 1);
    if (now != stride) {
      stride = now;
      rows.removeIf(row -> !isKept(row));
      written = 0;
    }
    if (System.nanoTime() - lastWrite >= NANOS_BETWEEN_WRITES) {
      write();
    }
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    write();
  }

  @Override
  public void onTrainingEnd() {
    write();
  }

  /** Writes all rows. Where the run's folder is gone, other files end the training. */
  void write() {
    lastWrite = System.nanoTime();
    if (written == rows.size() && written > 0) {
      return;
    }
    boolean unused = !Files.isDirectory(file.resolveSibling("")) || writer.succeeds(this::writeNew);
  }

  private void writeNew() {
    int from = Files.exists(file) ? written : 0;
    written = 0; // until it is known to be more
    StringBuilder text = new StringBuilder(from == 0 ? StepsFile.header(layers) : "");
    rows.subList(from, rows.size()).forEach(row -> StepsFile.append(text, row, layers));
    if (from == 0) {
      RunFiles.write(file, text.toString());
    } else {
      append(text);
    }
    written = rows.size();
  }

  private void append(StringBuilder text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw RunException.cannotWrite(file, e);
    }
  }

  /** Flushes what is written to the disk. Safe to call from any thread. */
  void force() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      // only after a power failure would rows be missing
    }
  }
}
