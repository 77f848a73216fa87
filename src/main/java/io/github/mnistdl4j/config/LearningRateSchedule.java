package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/**
 * How the learning rate {@code lr} of the optimizer changes with the step {@code t}, from 0 over
 * all epochs. In the first {@code w} steps, the warm-up, it rises as a straight line: {@code lr ·
 * t/w}; the formulas below then have {@code t − w} in place of {@code t}, as Keras's {@code
 * CosineDecay} does.
 */
public sealed interface LearningRateSchedule {

  /** Returns the steps until the optimizer's learning rate is reached. */
  int warmupSteps();

  /** {@code lr}. */
  record Constant(@Key(value = WARM_UP, byDefault = "0", in = "[0, 1e9]") int warmupSteps)
      implements LearningRateSchedule {}

  /** {@code lr · rate^⌊t/steps⌋}: Keras's {@code ExponentialDecay(staircase=True)}. */
  record Step(
      @Key(value = "Steps between two decays.", in = "[1, 1e9]") int decaySteps,
      @Key(value = RATE, in = "(0, 1]") double decayRate,
      @Key(value = WARM_UP, byDefault = "0", in = "[0, 1e9]") int warmupSteps)
      implements LearningRateSchedule {}

  /** {@code lr · rate^(t/steps)}: Keras's {@code ExponentialDecay}. */
  record Exponential(
      @Key(value = "Steps over which it is multiplied by decay-rate.", in = "[1, 1e9]")
          int decaySteps,
      @Key(value = RATE, in = "(0, 1]") double decayRate,
      @Key(value = WARM_UP, byDefault = "0", in = "[0, 1e9]") int warmupSteps)
      implements LearningRateSchedule {}

  /**
   * {@code lr · ((1 − α) · (1 + cos(π · min(t, steps)/steps))/2 + α)}: Keras's {@code CosineDecay};
   * Loshchilov and Hutter 2016.
   */
  record Cosine(
      @Key(value = "Steps over which the learning rate decays.", in = "[1, 1e9]") int decaySteps,
      @Key(value = "Fraction that remains at the end.", byDefault = "0.0", in = "[0, 1]")
          double alpha,
      @Key(value = WARM_UP, byDefault = "0", in = "[0, 1e9]") int warmupSteps)
      implements LearningRateSchedule {}

  String WARM_UP = "Steps over which the learning rate first rises from 0.";
  String RATE = "Factor of each decay.";
}
