package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Callback;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Keras 3's {@code ReduceLROnPlateau}. Its state follows from the epochs' results, so that a
 * resumed training has only to tell it them again.
 */
public final class PlateauCallback implements TrainingCallback {
  private final Callback.ReduceLrOnPlateau config;
  private final MonitoredMetric monitored;
  private final Consumer<String> note;
  private double learningRate;
  private double best;
  private int wait;
  private int cooldown;

  /**
   * @param learningRate the optimizer's
   * @param before the epochs that were trained before an interruption
   * @param note receives a sentence for each reduction
   */
  public PlateauCallback(
      Callback.ReduceLrOnPlateau config,
      double learningRate,
      List<EpochResult> before,
      Consumer<String> note) {
    this.config = config;
    this.monitored = new MonitoredMetric(config.monitor(), config.mode(), config.minDelta());
    this.learningRate = learningRate;
    this.note = note;
    this.best = monitored.worst();
    before.forEach(this::reduces);
  }

  @Override
  public void onEpochEnd(EpochResult epoch) {
    if (reduces(epoch)) {
      note.accept(
          String.format(
              Locale.ROOT,
              "Epoch %d: ReduceLROnPlateau reducing learning rate to %s.",
              epoch.epoch(),
              (float) learningRate));
    }
  }

  private boolean reduces(EpochResult epoch) {
    double value = monitored.of(epoch);
    if (cooldown > 0) {
      cooldown--;
      wait = 0;
    }
    if (monitored.isBetter(value, best)) {
      best = value;
      wait = 0;
      return false;
    }
    if (cooldown > 0 || ++wait < config.patience() || learningRate <= config.minLr()) {
      return false;
    }
    learningRate = Math.max(learningRate * config.factor(), config.minLr());
    cooldown = config.cooldown();
    wait = 0;
    return true;
  }

  @Override
  public double learningRate(double scheduled) {
    return learningRate;
  }
}
