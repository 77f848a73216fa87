package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import io.github.mnistdl4j.training.fused.NotCoveredException;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Chooses the code that computes a training step. */
public final class Engines {
  private Engines() {}

  /**
   * Returns what trains a new network, with its starting weights, in this process.
   *
   * @param images to learn from
   * @param note receives a sentence if the fused step does not cover the network
   * @throws NotCoveredException if the configuration insists on the fused step
   */
  public static EpochTrainer create(RunConfig config, Digits images, Consumer<String> note) {
    return new BatchTrainer(config, images, network(config, images.info(), note));
  }

  static MultiLayerNetwork network(RunConfig config, DatasetInfo images, Consumer<String> note) {
    Engine engine = config.training().engine();
    if (engine == Engine.DL4J) {
      return Networks.create(config, images);
    }
    MultiLayerConfiguration network = Networks.configuration(config, images);
    try {
      return Networks.start(
          new FusedNetwork(network, NativeRuntime.threads(config.runtime())), config);
    } catch (NotCoveredException e) {
      if (engine == Engine.FUSED) {
        throw e;
      }
      note.accept(e.getMessage());
      return Networks.create(config, images);
    }
  }
}
