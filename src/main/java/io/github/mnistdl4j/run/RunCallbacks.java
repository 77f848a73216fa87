package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.training.EarlyStoppingCallback;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.PlateauCallback;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The callbacks of one training: {@code metrics.csv}, the program's own and those of the YAML. */
final class RunCallbacks {
  private final TrainingConfig config;
  private final RunDirectory directory;
  private final MultiLayerNetwork network;
  private final List<EpochResult> before;
  private final Consumer<String> note;
  private final List<EpochRows> files = new ArrayList<>();
  private final List<TrainingCallback> all = new ArrayList<>();

  /**
   * @param before the epochs that were trained before an interruption
   * @param own receives all notes, too
   */
  RunCallbacks(
      TrainingConfig config,
      RunDirectory directory,
      MultiLayerNetwork network,
      List<EpochResult> before,
      TrainingCallback own) {
    this.config = config;
    this.directory = directory;
    this.network = network;
    this.before = before;
    this.note = own::onNote;
    addRows(directory.metrics(), MetricsFile::text);
    all.add(own);
    config.callbacks().forEach(this::add);
  }

  /** Checkpoints are {@link CheckpointWriter}'s. */
  private void add(Callback callback) {
    if (callback instanceof Callback.EarlyStopping stopping) {
      all.add(new EarlyStoppingCallback(stopping, before, note));
    } else if (callback instanceof Callback.ReduceLrOnPlateau plateau) {
      all.add(new PlateauCallback(plateau, config.optimizer().learningRate(), before, note));
    } else if (callback instanceof Callback.ModelCheckpoint models) {
      all.add(new ModelCheckpointWriter(models, network, directory.models(), before, note));
    } else if (callback instanceof Callback.CsvLogger csv) {
      boolean withTest = config.evaluate() != Evaluate.NEVER;
      CsvLogFormat format = new CsvLogFormat(csv.separator().text(), withTest);
      addRows(directory.path().resolve(csv.filename()), format::text);
    } else if (!(callback instanceof Callback.TerminateOnNan)) { // the loop always does that
      throw new IllegalArgumentException("no code for " + callback);
    }
  }

  private void addRows(Path file, Function<List<EpochResult>, String> format) {
    EpochRows rows = new EpochRows(file, format, before, note);
    files.add(rows);
    all.add(rows);
  }

  /** Returns all, in the order in which they are to be called. */
  List<TrainingCallback> all() {
    return all;
  }

  /**
   * Writes what could not be written before, when training has ended.
   *
   * @throws RunException if it still cannot be written
   */
  void finish() {
    files.forEach(EpochRows::finish);
  }
}
