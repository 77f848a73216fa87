package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Monitor;
import io.github.mnistdl4j.config.MonitorMode;

/**
 * A metric of each epoch, and which of its values are better.
 *
 * @param minDelta smallest change that counts as an improvement
 */
public record MonitoredMetric(Monitor monitor, MonitorMode mode, double minDelta) {

  double of(EpochResult epoch) {
    Score score = monitor.isOfValidation() ? epoch.validation().orElseThrow() : epoch.training();
    return isAccuracy() ? score.accuracy() : score.loss();
  }

  /** Returns whether a value is better than another by more than {@code minDelta}. */
  boolean isBetter(double value, double than) {
    return isGreaterBetter() ? value - minDelta > than : value + minDelta < than;
  }

  /** Returns the value that all others are better than. */
  double worst() {
    return isGreaterBetter() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Returns the best of some epochs, the first of equals, from 1; 0 if there are none. */
  public int best(Iterable<EpochResult> epochs) {
    double best = worst();
    int bestEpoch = 0;
    for (EpochResult epoch : epochs) {
      if (isBetter(of(epoch), best)) {
        best = of(epoch);
        bestEpoch = epoch.epoch();
      }
    }
    return bestEpoch;
  }

  private boolean isAccuracy() {
    return monitor == Monitor.ACCURACY || monitor == Monitor.VAL_ACCURACY;
  }

  private boolean isGreaterBetter() {
    return mode == MonitorMode.MAX || (mode == MonitorMode.AUTO && isAccuracy());
  }
}
