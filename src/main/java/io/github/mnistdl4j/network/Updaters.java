package io.github.mnistdl4j.network;

import io.github.mnistdl4j.config.Optimizer;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Maps each optimizer of the configuration to Deeplearning4j's. */
final class Updaters {
  private Updaters() {}

  static IUpdater of(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Rmsprop o) {
      return new RmsProp(o.learningRate(), o.rho(), o.epsilon());
    }
    if (optimizer instanceof Optimizer.Sgd o) {
      return new Sgd(o.learningRate());
    }
    if (optimizer instanceof Optimizer.Nesterovs o) {
      return new Nesterovs(o.learningRate(), o.momentum());
    }
    if (optimizer instanceof Optimizer.Adam o) {
      return new Adam(o.learningRate(), o.beta1(), o.beta2(), o.epsilon());
    }
    if (optimizer instanceof Optimizer.Adamax o) {
      double unused = AdaMax.DEFAULT_ADAMAX_EPSILON; // Deeplearning4j's step has no epsilon
      return new AdaMax(o.learningRate(), o.beta1(), o.beta2(), unused);
    }
    if (optimizer instanceof Optimizer.Nadam o) {
      return new Nadam(o.learningRate(), o.beta1(), o.beta2(), o.epsilon());
    }
    if (optimizer instanceof Optimizer.Adagrad o) {
      return new AdaGrad(o.learningRate(), o.epsilon());
    }
    if (optimizer instanceof Optimizer.Adadelta o) {
      return new AdaDelta(o.rho(), o.epsilon());
    }
    throw new IllegalArgumentException("no updater for " + optimizer);
  }
}
