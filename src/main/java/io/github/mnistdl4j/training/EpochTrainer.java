package io.github.mnistdl4j.training;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains a network, one epoch at a time: batch by batch in this process (see {@link Engines}), or
 * on a cluster. Used by one thread.
 */
public interface EpochTrainer {

  /** Returns which cluster trains, and how, for people to read; empty: this process. */
  default Optional<String> cluster() {
    return Optional.empty();
  }

  /** Returns the network that is trained, in place. */
  MultiLayerNetwork network();

  /**
   * Trains the network for what is left of an epoch: its parameters, its optimizer's state and its
   * count of steps change. Asks {@link EpochPass#begin} before each step and calls {@link
   * EpochPass#end} after it; a cluster may take all batches as one step.
   */
  void train(EpochPass pass);
}
