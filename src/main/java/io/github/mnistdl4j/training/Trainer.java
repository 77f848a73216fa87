package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.RunConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains a network epoch by epoch. Used by one thread. */
public final class Trainer {
  private final RunConfig config;
  private final TrainingData data;
  private final List<TrainingCallback> listeners;
  private final BooleanSupplier stopRequested;

  /**
   * A trainer of one run.
   *
   * @param data the images to learn from and to evaluate on
   * @param listeners hear of every step, in this order
   * @param stopRequested asked after every step whether to end early
   */
  public Trainer(
      RunConfig config,
      TrainingData data,
      List<TrainingCallback> listeners,
      BooleanSupplier stopRequested) {
    this.config = config;
    this.data = data;
    this.listeners = List.copyOf(listeners);
    this.stopRequested = stopRequested;
  }

  /** Trains the network in place, until all epochs are done or something ends it early. */
  public TrainingResult train(MultiLayerNetwork network) {
    return train(network, Optional.empty(), Checkpointer.NONE, Optional.empty());
  }

  /**
   * Trains the network in place, until all epochs are done or something ends it early.
   *
   * @param from where an interrupted training was; the result is as if it had not been
   * @param elsewhere trains each epoch in place of this process
   */
  public TrainingResult train(
      MultiLayerNetwork network,
      Optional<TrainingState> from,
      Checkpointer checkpoints,
      Optional<EpochTrainer> elsewhere) {
    TrainingLoop loop =
        new TrainingLoop(config, data, listeners, stopRequested, network, checkpoints, elsewhere);
    from.ifPresent(loop::restore);
    return loop.run();
  }
}
