package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.AlsoNamed;
import io.github.mnistdl4j.config.binding.Key;

/**
 * How gradients {@code g} change weights {@code w}; every parameter defaults to Keras's.
 *
 * <p>In the formulas {@code lr} is the learning rate and {@code t} the step, from 1.
 */
public sealed interface Optimizer {

  /** The configured one; 1 where the optimizer has none. */
  double learningRate();

  /** {@code v ← ρv + (1−ρ)g²; w ← w − lr·g / (√v + ε)}, v₀ = 0 (Hinton; Keras 2). */
  record Rmsprop(
      @Key(value = LR, byDefault = "0.001", above = 0, max = 1000) double learningRate,
      @Key(value = "Decay of the squared gradients' mean.", byDefault = "0.9", min = 0, below = 1)
          double rho,
      @Key(value = EPSILON, byDefault = "1.0e-7", above = 0, max = 1) double epsilon)
      implements Optimizer {}

  /** {@code w ← w − lr·g}. */
  record Sgd(@Key(value = LR, byDefault = "0.01", above = 0, max = 1000) double learningRate)
      implements Optimizer {}

  /**
   * {@code v ← μv − lr·g; w ← w + μv − lr·g}: Keras's {@code SGD(nesterov=True)}. Deeplearning4j
   * has no other momentum, so {@code momentum} is a second name for it.
   */
  @AlsoNamed("momentum")
  record Nesterovs(
      @Key(value = LR, byDefault = "0.01", above = 0, max = 1000) double learningRate,
      @Key(value = "Share of the last change kept.", byDefault = "0.9", min = 0, below = 1)
          double momentum)
      implements Optimizer {}

  /** Kingma and Ba 2015: {@code w ← w − lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)}. */
  record Adam(
      @Key(value = LR, byDefault = "0.001", above = 0, max = 1000) double learningRate,
      @Key(value = BETA_1, byDefault = "0.9", min = 0, below = 1) double beta1,
      @Key(value = BETA_2, byDefault = "0.999", min = 0, below = 1) double beta2,
      @Key(value = EPSILON, byDefault = "1.0e-7", above = 0, max = 1) double epsilon)
      implements Optimizer {}

  /**
   * Kingma and Ba 2015, section 7.1: {@code u ← max(β₂u, |g|); w ← w − lr/(1−β₁ᵗ) · m / u}. Keras
   * adds an ε to u, Deeplearning4j and the paper do not.
   */
  record Adamax(
      @Key(value = LR, byDefault = "0.001", above = 0, max = 1000) double learningRate,
      @Key(value = BETA_1, byDefault = "0.9", min = 0, below = 1) double beta1,
      @Key(value = BETA_2, byDefault = "0.999", min = 0, below = 1) double beta2)
      implements Optimizer {}

  /** Dozat 2016: Adam with Nesterov momentum, without Keras's momentum schedule. */
  record Nadam(
      @Key(value = LR, byDefault = "0.001", above = 0, max = 1000) double learningRate,
      @Key(value = BETA_1, byDefault = "0.9", min = 0, below = 1) double beta1,
      @Key(value = BETA_2, byDefault = "0.999", min = 0, below = 1) double beta2,
      @Key(value = EPSILON, byDefault = "1.0e-7", above = 0, max = 1) double epsilon)
      implements Optimizer {}

  /** Duchi 2011: {@code h ← h + g²; w ← w − lr·g / (√h + ε)}. */
  record Adagrad(
      @Key(value = LR, byDefault = "0.001", above = 0, max = 1000) double learningRate,
      @Key(value = "Where h starts.", byDefault = "0.1", min = 0, max = 1000)
          double initialAccumulatorValue,
      @Key(value = EPSILON, byDefault = "1.0e-7", above = 0, max = 1) double epsilon)
      implements Optimizer {}

  /** Zeiler 2012, which has no learning rate: what Keras computes at {@code learning_rate=1}. */
  record Adadelta(
      @Key(value = "Decay of both means of squares.", byDefault = "0.95", min = 0, below = 1)
          double rho,
      @Key(value = EPSILON, byDefault = "1.0e-7", above = 0, max = 1) double epsilon)
      implements Optimizer {
    @Override
    public double learningRate() {
      return 1;
    }
  }

  /** Description of {@code learning-rate}. */
  String LR = "Size of a step.";

  /** Description of {@code epsilon}. */
  String EPSILON = "Keeps the division from zero.";

  /** Description of {@code beta1}. */
  String BETA_1 = "Decay of the gradients' mean.";

  /** Description of {@code beta2}. */
  String BETA_2 = "Decay of the squared gradients' mean.";
}
