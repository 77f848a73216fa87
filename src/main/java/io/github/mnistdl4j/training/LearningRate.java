package io.github.mnistdl4j.training;

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

  /** Sets it for the next steps. */
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

  /** Sets the configured one. */
  void reset() {
    set(configured);
  }

  /** Returns the one of the last step. */
  double now() {
    return now;
  }
}
