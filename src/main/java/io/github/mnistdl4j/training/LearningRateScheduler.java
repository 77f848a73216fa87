package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.LearningRateSchedule;
import io.github.mnistdl4j.config.LearningRateSchedule.Constant;
import io.github.mnistdl4j.config.LearningRateSchedule.Cosine;
import io.github.mnistdl4j.config.LearningRateSchedule.Exponential;
import io.github.mnistdl4j.config.LearningRateSchedule.Step;

/**
 * Computes the learning rate of each step, by the formulas of {@link LearningRateSchedule}.
 *
 * @param schedule how it changes
 * @param learningRate the optimizer's
 */
record LearningRateScheduler(LearningRateSchedule schedule, double learningRate) {

  /** Returns the learning rate of a step, counted from 0 over all epochs. */
  double at(int step) {
    int warmup = schedule.warmupSteps();
    return learningRate * (step < warmup ? (double) step / warmup : factor(step - warmup));
  }

  private double factor(int step) {
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
}
