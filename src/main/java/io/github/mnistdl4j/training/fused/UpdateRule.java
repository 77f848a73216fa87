package io.github.mnistdl4j.training.fused;

import java.util.Optional;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * How an optimizer changes parameters {@code w} by their gradients {@code g}, with Deeplearning4j's
 * formulas and state, in one pass over arrays in cache. {@code
 * io.github.mnistdl4j.config.Optimizer} names the sources.
 *
 * @param states numbers of state per parameter: 0, 1 or 2
 * @param steps makes the rule of one step
 */
record UpdateRule(int states, StepFactory steps) {

  /** Makes the rule of one step, with all that does not depend on the arrays computed once. */
  interface StepFactory {
    UpdateStep at(int iteration, int epoch);
  }

  interface UpdateStep {
    /** Updates n parameters in place, and their state: s the first numbers, r the second. */
    void apply(float[] w, float[] g, float[] s, float[] r, int n);

    /** Does the same for gradients that are all 0, which are in g. */
    default void rest(float[] w, float[] g, float[] s, float[] r, int n) {
      apply(w, g, s, r, n);
    }
  }

  /** Returns the rule for Deeplearning4j's configuration of it; empty if there is none here. */
  static Optional<UpdateRule> of(IUpdater updater) {
    if (updater instanceof RmsProp u) {
      return rule(1, (i, e) -> rmsProp(u, u.getLearningRate(i, e)));
    }
    if (updater instanceof Sgd u) {
      return rule(0, (i, e) -> sgd(u.getLearningRate(i, e)));
    }
    if (updater instanceof Nesterovs u) {
      return rule(1, (i, e) -> nesterovs(u.getLearningRate(i, e), u.currentMomentum(i, e)));
    }
    if (updater instanceof Adam u) {
      return rule(2, (i, e) -> adam(u, i, e));
    }
    if (updater instanceof AdaMax u) {
      return rule(2, (i, e) -> adaMax(u, u.getLearningRate(i, e) / bias(u.getBeta1(), i)));
    }
    if (updater instanceof Nadam u) {
      return rule(2, (i, e) -> nadam(u, u.getLearningRate(i, e) / bias(u.getBeta1(), i)));
    }
    if (updater instanceof AdaGrad u) {
      return rule(1, (i, e) -> adaGrad(u, u.getLearningRate(i, e)));
    }
    return updater instanceof AdaDelta u ? rule(2, (i, e) -> adaDelta(u)) : Optional.empty();
  }

  /** Returns what the running mean of gradients has of its full weight: 1 − β^t. */
  private static double bias(double beta, int iteration) {
    return 1 - Math.pow(beta, iteration + 1);
  }

  private static Optional<UpdateRule> rule(int states, StepFactory steps) {
    return Optional.of(new UpdateRule(states, steps));
  }

  private static UpdateStep sgd(double learningRate) {
    float lr = (float) learningRate;
    return (w, g, s, r, n) -> {
      for (int i = 0; i < n; i++) {
        w[i] -= lr * g[i];
      }
    };
  }

  /** {@code v ← ρv + (1−ρ)g²; w ← w − lr·g / (√v + ε)}. */
  private static UpdateStep rmsProp(RmsProp u, double learningRate) {
    float lr = (float) learningRate;
    float rho = (float) u.getRmsDecay();
    float rest = (float) (1 - u.getRmsDecay());
    float epsilon = (float) u.getEpsilon();
    return new UpdateStep() {
      @Override
      public void apply(float[] w, float[] g, float[] v, float[] r, int n) {
        for (int i = 0; i < n; i++) {
          v[i] = rho * v[i] + rest * g[i] * g[i];
          w[i] -= lr * g[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
      }

      @Override
      public void rest(float[] w, float[] g, float[] v, float[] r, int n) {
        for (int i = 0; i < n; i++) {
          v[i] *= rho;
        }
      }
    };
  }

  /** {@code v ← μv − lr·g; w ← w + μv − lr·g}, with the new v. */
  private static UpdateStep nesterovs(double learningRate, double momentum) {
    float lr = (float) learningRate;
    float mu = (float) momentum;
    return (w, g, v, r, n) -> {
      for (int i = 0; i < n; i++) {
        float change = lr * g[i];
        v[i] = mu * v[i] - change;
        w[i] += mu * v[i] - change;
      }
    };
  }

  /** {@code m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − rate·m / (√v + ε)}. */
  private static UpdateStep adam(Adam u, int iteration, int epoch) {
    double correction = Math.sqrt(1 - Math.pow(u.getBeta2(), iteration + 1));
    float rate =
        (float) (u.getLearningRate(iteration, epoch) * correction / bias(u.getBeta1(), iteration));
    float b1 = (float) u.getBeta1();
    float rest1 = (float) (1 - u.getBeta1());
    float b2 = (float) u.getBeta2();
    float rest2 = (float) (1 - u.getBeta2());
    float epsilon = (float) u.getEpsilon();
    return (w, g, m, v, n) -> {
      for (int i = 0; i < n; i++) {
        m[i] = b1 * m[i] + rest1 * g[i];
        v[i] = b2 * v[i] + rest2 * g[i] * g[i];
        w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
      }
    };
  }

  /** {@code m ← β₁m + (1−β₁)g; u ← max(β₂u, |g|); w ← w − rate·m / u}. */
  private static UpdateStep adaMax(AdaMax updater, double stepRate) {
    float rate = (float) stepRate;
    float b1 = (float) updater.getBeta1();
    float rest1 = (float) (1 - updater.getBeta1());
    float b2 = (float) updater.getBeta2();
    float tiny = 1e-32f; // keeps 0 / 0 away, as Deeplearning4j does
    return (w, g, m, u, n) -> {
      for (int i = 0; i < n; i++) {
        m[i] = b1 * m[i] + rest1 * g[i];
        u[i] = Math.max(b2 * u[i], Math.abs(g[i])) + tiny;
        w[i] -= rate * m[i] / u[i];
      }
    };
  }

  /** As Adam's m and v; {@code w ← w − rate·(β₁m + (1−β₁)g) / (√v + ε)}. */
  private static UpdateStep nadam(Nadam u, double stepRate) {
    float rate = (float) stepRate;
    float b1 = (float) u.getBeta1();
    float rest1 = (float) (1 - u.getBeta1());
    float b2 = (float) u.getBeta2();
    float rest2 = (float) (1 - u.getBeta2());
    float epsilon = (float) u.getEpsilon();
    return (w, g, m, v, n) -> {
      for (int i = 0; i < n; i++) {
        float fresh = rest1 * g[i];
        m[i] = b1 * m[i] + fresh;
        v[i] = b2 * v[i] + rest2 * g[i] * g[i];
        w[i] -= rate * (b1 * m[i] + fresh) / ((float) Math.sqrt(v[i]) + epsilon);
      }
    };
  }

  /** {@code h ← h + g²; w ← w − lr·g / (√h + ε)}. */
  private static UpdateStep adaGrad(AdaGrad u, double learningRate) {
    float lr = (float) learningRate;
    float epsilon = (float) u.getEpsilon();
    return (w, g, h, r, n) -> {
      for (int i = 0; i < n; i++) {
        h[i] += g[i] * g[i];
        w[i] -= lr * g[i] / ((float) Math.sqrt(h[i]) + epsilon);
      }
    };
  }

  /** {@code v ← ρv + (1−ρ)g²; Δ ← g·√(d+ε) / √(v+ε); d ← ρd + (1−ρ)Δ²; w ← w − Δ}. */
  private static UpdateStep adaDelta(AdaDelta u) {
    float rho = (float) u.getRho();
    float rest = (float) (1 - u.getRho());
    float epsilon = (float) u.getEpsilon();
    return (w, g, v, d, n) -> {
      for (int i = 0; i < n; i++) {
        v[i] = rho * v[i] + rest * g[i] * g[i];
        float change = g[i] * (float) Math.sqrt(d[i] + epsilon) / (float) Math.sqrt(v[i] + epsilon);
        d[i] = rho * d[i] + rest * change * change;
        w[i] -= change;
      }
    };
  }
}
