package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Callback;

/**
 * Keras 3's {@code EarlyStoppingState}. Its state follows from the epochs' results, so that a
 * resumed training has only to tell it them again.
 */
final class EarlyStoppingState {
  private final MonitoredMetric monitored;
  private final int patience;
  private double best;
  private int bestEpoch;
  private int wait;
  private boolean stopped;

  EarlyStoppingState(Callback.EarlyStopping config) {
    this.monitored = new MonitoredMetric(config.monitor(), config.mode(), config.minDelta());
    this.patience = config.patience();
    this.best = monitored.worst();
  }

  /** Hears of the next epoch; says whether it is the best so far. */
  boolean onEpochEnd(EpochResult epoch) {
    double value = monitored.of(epoch);
    wait++;
    if (monitored.isBetter(value, best)) {
      best = value;
      bestEpoch = epoch.epoch();
      wait = 0;
      return true;
    }
    stopped = wait >= patience && epoch.epoch() > 1;
    return false;
  }

  /** Whether training is to end. */
  boolean isStopped() {
    return stopped;
  }

  /** The best epoch, from 1; 0 before the first. */
  int bestEpoch() {
    return bestEpoch;
  }
}
