package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.LearningRateSchedule;
import io.github.mnistdl4j.config.LearningRateSchedule.Constant;
import io.github.mnistdl4j.config.LearningRateSchedule.Cosine;
import io.github.mnistdl4j.config.LearningRateSchedule.Exponential;
import io.github.mnistdl4j.config.LearningRateSchedule.Step;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Sets the learning rate in a network's optimizer. Outside a pass over the training set it is the
 * configured one, so that a saved network is what the configuration says.
 */
final class LearningRate {
  private final MultiLayerNetwork network;
  private final double configured;
  private double now;

  LearningRate(MultiLayerNetwork network, double configured) {
    this.network = network;
    this.configured = configured;
    this.now = configured;
  }

  /** Returns the next step's learning rate by a schedule, which documents its formula. */
  double scheduled(LearningRateSchedule schedule) {
    return scheduled(schedule, configured, network.getIterationCount());
  }

  /**
   * @param step counted from 0 over all epochs
   */
  static double scheduled(LearningRateSchedule schedule, double configured, int step) {
    int warmup = schedule.warmupSteps();
    return configured * (step < warmup ? (double) step / warmup : factor(schedule, step - warmup));
  }

  private static double factor(LearningRateSchedule schedule, int step) {
    if (schedule instanceof Constant) {
      return 1;
    }
    if (schedule instanceof Step s) {
      int changes = step / s.decaySteps();
      return Math.pow(s.decayRate(), changes);
    }
    if (schedule instanceof Exponential s) {
      return Math.pow(s.decayRate(), (double) step / s.decaySteps());
    }
    if (schedule instanceof Cosine s) {
      double done = Math.min(step, s.decaySteps()) / (double) s.decaySteps();
      return (1 - s.alpha()) * 0.5 * (1 + Math.cos(Math.PI * done)) + s.alpha();
    }
    throw new IllegalArgumentException("no formula for " + schedule);
  }

  /** Returns the learning rate that is set. */
  double now() {
    return now;
  }

  void set(double rate) {
    if (rate == now) {
      return;
    }
    now = rate;
    for (NeuralNetConfiguration layer : network.getLayerWiseConfigurations().getConfs()) {
      if (layer.getLayer() instanceof BaseLayer dense) {
        dense.getIUpdater().setLrAndSchedule(rate, null);
      }
    }
  }

  /** Sets the configured learning rate; returns that of the last step. */
  double reset() {
    double last = now;
    set(configured);
    return last;
  }
}
