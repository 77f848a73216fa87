package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.AlsoNamed;
import io.github.mnistdl4j.config.binding.Key;

/**
 * How gradients {@code g} change weights {@code w}; every parameter defaults to Keras's.
 *
 * <p>In the formulas {@code lr} is the learning rate and {@code t} the step, from 1.
 */
public sealed interface Optimizer {

  /** Returns the configured learning rate; 1 where the optimizer has none. */
  double learningRate();

  /** {@code v ← ρv + (1−ρ)g²; w ← w − lr·g / (√v + ε)}, v₀ = 0 (Hinton; Keras 2). */
  record Rmsprop(
      @Key(value = LR, byDefault = "0.001", in = "(0, 1000]") double learningRate,
      @Key(value = BETA_2, byDefault = "0.9", in = "[0, 1)") double rho,
      @Key(value = EPSILON, byDefault = "1.0e-7", in = "(0, 1]") double epsilon)
      implements Optimizer {}

  /** {@code w ← w − lr·g}. */
  record Sgd(@Key(value = LR, byDefault = "0.01", in = "(0, 1000]") double learningRate)
      implements Optimizer {}

  /**
   * {@code v ← μv − lr·g; w ← w + μv − lr·g}: Keras's {@code SGD(nesterov=True)}. Deeplearning4j
   * has no other momentum, so {@code momentum} is a second name for it.
   */
  @AlsoNamed("momentum")
  record Nesterovs(
      @Key(value = LR, byDefault = "0.01", in = "(0, 1000]") double learningRate,
      @Key(value = "Fraction of the last update to keep.", byDefault = "0.9", in = "[0, 1)")
          double momentum)
      implements Optimizer {}

  /** Kingma and Ba 2015: {@code w ← w − lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)}. */
  record Adam(
      @Key(value = LR, byDefault = "0.001", in = "(0, 1000]") double learningRate,
      @Key(value = BETA_1, byDefault = "0.9", in = "[0, 1)") double beta1,
      @Key(value = BETA_2, byDefault = "0.999", in = "[0, 1)") double beta2,
      @Key(value = EPSILON, byDefault = "1.0e-7", in = "(0, 1]") double epsilon)
      implements Optimizer {}

  /**
   * Kingma and Ba 2015, section 7.1: {@code u ← max(β₂u, |g|); w ← w − lr/(1−β₁ᵗ) · m / u}. Keras
   * adds an ε to u, Deeplearning4j and the paper do not.
   */
  record Adamax(
      @Key(value = LR, byDefault = "0.001", in = "(0, 1000]") double learningRate,
      @Key(value = BETA_1, byDefault = "0.9", in = "[0, 1)") double beta1,
      @Key(value = "Decay rate of the gradients' maximum.", byDefault = "0.999", in = "[0, 1)")
          double beta2)
      implements Optimizer {}

  /** Dozat 2016: Adam with Nesterov momentum, without Keras's momentum schedule. */
  record Nadam(
      @Key(value = LR, byDefault = "0.001", in = "(0, 1000]") double learningRate,
      @Key(value = BETA_1, byDefault = "0.9", in = "[0, 1)") double beta1,
      @Key(value = BETA_2, byDefault = "0.999", in = "[0, 1)") double beta2,
      @Key(value = EPSILON, byDefault = "1.0e-7", in = "(0, 1]") double epsilon)
      implements Optimizer {}

  /** Duchi 2011: {@code h ← h + g²; w ← w − lr·g / (√h + ε)}. */
  record Adagrad(
      @Key(value = LR, byDefault = "0.001", in = "(0, 1000]") double learningRate,
      @Key(value = "Initial value of the accumulator h.", byDefault = "0.1", in = "[0, 1000]")
          double initialAccumulatorValue,
      @Key(value = EPSILON, byDefault = "1.0e-7", in = "(0, 1]") double epsilon)
      implements Optimizer {}

  /** Zeiler 2012, which has no learning rate: what Keras computes at {@code learning_rate=1}. */
  record Adadelta(
      @Key(value = "Decay rate of both moving averages.", byDefault = "0.95", in = "[0, 1)")
          double rho,
      @Key(value = EPSILON, byDefault = "1.0e-7", in = "(0, 1]") double epsilon)
      implements Optimizer {
    @Override
    public double learningRate() {
      return 1;
    }
  }

  String LR = "Learning rate.";
  String EPSILON = "Small constant that avoids division by zero.";
  String BETA_1 = "Decay rate of the gradients' moving average.";
  String BETA_2 = "Decay rate of the squared gradients' moving average.";
}
