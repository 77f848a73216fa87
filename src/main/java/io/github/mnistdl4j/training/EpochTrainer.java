package io.github.mnistdl4j.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains networks, an epoch at a time, elsewhere than in this process. */
public interface EpochTrainer {

  /** Where and how, for people to read and for the run's record. */
  String description();

  /**
   * Trains a network on every batch of an epoch. Its parameters, its optimizer's state and its
   * count of steps are changed in place.
   *
   * @param epoch from 1; the images' order derives from it and the seed
   * @return loss and accuracy on the training images after the epoch, not while it went on
   * @throws RuntimeException if that is not possible; the network is to be used no more then
   */
  Score train(MultiLayerNetwork network, int epoch);
}
