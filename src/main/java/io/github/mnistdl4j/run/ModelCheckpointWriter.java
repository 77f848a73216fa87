package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.MonitoredMetric;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keras's {@code ModelCheckpoint}: writes the network of each epoch as {@code epoch-0001.zip}, or
 * only that of the best as {@code best.zip}, in the format of {@code model.zip}.
 */
final class ModelCheckpointWriter implements TrainingCallback {
  private final boolean bestOnly;
  private final MonitoredMetric monitored;
  private final TrainedModel model;
  private final Path folder;
  private final List<EpochResult> epochs;
  private final BestEffortWriter writer;

  /**
   * @param folder where the files go; made with the first one
   * @param before the epochs that were trained before an interruption
   */
  ModelCheckpointWriter(
      Callback.ModelCheckpoint config,
      TrainedModel model,
      Path folder,
      List<EpochResult> before,
      Consumer<String> warning) {
    this.bestOnly = config.saveBestOnly();
    this.monitored = new MonitoredMetric(config.monitor(), config.mode(), 0);
    this.model = model;
    this.folder = folder;
    this.epochs = new ArrayList<>(before);
    this.writer = new BestEffortWriter(warning, "this network is not kept");
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    epochs.add(result);
    if (!bestOnly) {
      writer.succeeds(() -> save("epoch-%04d.zip".formatted(result.epoch())));
    } else if (monitored.best(epochs) == result.epoch()) {
      writer.succeeds(() -> save("best.zip"));
    }
  }

  private void save(String name) {
    RunFiles.createFolder(folder);
    ModelStore.save(model, folder.resolve(name));
  }
}
