package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Callback;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keras 3's {@code EarlyStopping}. Its state follows from the epochs' results, so that a resumed
 * training has only to tell it them again.
 *
 * <pre>{@code
 * // ends training when val_loss has not improved for 3 epochs, and restores the best weights
 * new EarlyStoppingCallback(
 *     new Callback.EarlyStopping(Monitor.VAL_LOSS, MonitorMode.AUTO, 0, 3, true),
 *     List.of(),
 *     System.out::println);
 * }</pre>
 */
public final class EarlyStoppingCallback implements TrainingCallback {
  private final Callback.EarlyStopping config;
  private final MonitoredMetric monitored;
  private final Consumer<String> note;
  private double best;
  private int bestEpoch;
  private int wait;
  private boolean stopped;

  /**
   * @param before the epochs that were trained before an interruption
   * @param note receives a sentence when training ends
   */
  public EarlyStoppingCallback(
      Callback.EarlyStopping config, List<EpochResult> before, Consumer<String> note) {
    this.config = config;
    this.monitored = new MonitoredMetric(config.monitor(), config.mode(), config.minDelta());
    this.note = note;
    this.best = monitored.worst();
    before.forEach(this::add);
    if (stopped) {
      note.accept("Early stopping has ended this training, after epoch " + before.size() + ".");
    }
  }

  @Override
  public void onEpochEnd(EpochResult epoch) {
    add(epoch);
    if (stopped) {
      note.accept("Epoch %d: early stopping".formatted(epoch.epoch()));
    }
  }

  private void add(EpochResult epoch) {
    double value = monitored.of(epoch);
    wait++;
    if (monitored.isBetter(value, best)) {
      best = value;
      bestEpoch = epoch.epoch();
      wait = 0;
    } else {
      stopped = wait >= config.patience() && epoch.epoch() > 1;
    }
  }

  @Override
  public boolean stopsTraining() {
    return stopped;
  }

  @Override
  public int bestEpoch() {
    return config.restoreBestWeights() ? bestEpoch : 0;
  }
}
