package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.RunConfig;
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
   * A new network that trains by the configured engine, with its starting weights.
   *
   * @param note hears, in a sentence, when the fused step does not cover the network
   * @throws NotCoveredException if the configuration insists on the fused step
   */
  public static MultiLayerNetwork create(RunConfig config, Consumer<String> note) {
    Engine engine = config.training().engine();
    if (engine == Engine.DL4J) {
      return Networks.create(config);
    }
    MultiLayerConfiguration network = Networks.configuration(config);
    try {
      return Networks.start(
          new FusedNetwork(network, NativeRuntime.threads(config.runtime())), config);
    } catch (NotCoveredException e) {
      if (engine == Engine.FUSED) {
        throw e;
      }
      note.accept(e.getMessage());
      return Networks.create(config);
    }
  }
}
