package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.training.EarlyStoppingCallback;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.PlateauCallback;
import io.github.mnistdl4j.training.TrainingCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the callbacks of a training: {@code metrics.csv}, the program's own and those of the YAML.
 * Checkpoints are {@link CheckpointWriter}'s.
 */
final class RunCallbacks {
  private RunCallbacks() {}

  /**
   * Returns all, in the order in which they are to be called.
   *
   * @param model what is trained
   * @param before the epochs that were trained before an interruption
   * @param own the program's, which receives the notes of the others
   */
  static List<TrainingCallback> of(
      TrainingConfig config,
      RunDirectory run,
      TrainedModel model,
      List<EpochResult> before,
      TrainingCallback own) {
    Consumer<String> note = own::onNote;
    List<TrainingCallback> all = new ArrayList<>();
    all.add(new EpochRows(run.metrics(), MetricsFile::text, before, note));
    all.add(own);
    for (Callback callback : config.callbacks()) {
      if (callback instanceof Callback.EarlyStopping stopping) {
        all.add(new EarlyStoppingCallback(stopping, before, note));
      } else if (callback instanceof Callback.ReduceLrOnPlateau plateau) {
        all.add(new PlateauCallback(plateau, config.optimizer().learningRate(), before, note));
      } else if (callback instanceof Callback.ModelCheckpoint models) {
        all.add(new ModelCheckpointWriter(models, model, run.models(), before, note));
      } else if (callback instanceof Callback.CsvLogger csv) {
        boolean withTest = config.evaluate() != Evaluate.NEVER;
        CsvLogFormat format = new CsvLogFormat(csv.separator().text(), withTest);
        all.add(new EpochRows(run.path().resolve(csv.filename()), format::text, before, note));
      } else if (!(callback instanceof Callback.TerminateOnNan)) { // the loop always does that
        throw new IllegalArgumentException("no code for " + callback);
      }
    }
    return all;
  }
}
