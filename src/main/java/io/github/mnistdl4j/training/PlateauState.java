package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Callback;

/**
 * Keras 3's {@code ReduceLROnPlateau}. Its state follows from the epochs' results, so that a
 * resumed training has only to tell it them again.
 */
final class PlateauState {
  private final Callback.ReduceLrOnPlateau config;
  private final MonitoredMetric monitored;
  private double learningRate;
  private double best;
  private int wait;
  private int cooldown;

  /**
   * A callback that has heard of no epoch.
   *
   * @param learningRate the optimizer's
   */
  PlateauState(Callback.ReduceLrOnPlateau config, double learningRate) {
    this.config = config;
    this.monitored = new MonitoredMetric(config.monitor(), config.mode(), config.minDelta());
    this.learningRate = learningRate;
    this.best = monitored.worst();
  }

  /** Hears of the next epoch; says whether the learning rate has become smaller. */
  boolean onEpochEnd(EpochResult epoch) {
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

  /** Of the next epoch's steps. */
  double learningRate() {
    return learningRate;
  }
}
