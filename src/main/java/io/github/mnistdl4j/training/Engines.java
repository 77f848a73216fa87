package io.github.mnistdl4j.training;

import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.distortion.Distortion;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import io.github.mnistdl4j.training.fused.NotCoveredException;
import java.util.Optional;
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
    boolean sparse = firstLayer(config, images) == FirstLayer.SPARSE;
    return new BatchTrainer(config, images, network(config, images.info(), sparse, note));
  }

  /**
   * Returns how the first layer is computed, the same for the same images on the same machine.
   *
   * @param images to learn from
   * @return sparse or dense
   */
  public static FirstLayer firstLayer(RunConfig config, Digits images) {
    FirstLayer chosen = FirstLayerChoice.of(config, NativeRuntime.hasAvx512()).layer();
    return chosen == FirstLayer.AUTO
        ? FirstLayerChoice.byDensity(density(config, images)).layer()
        : chosen;
  }

  /** Returns the share of pixels above 0, of a thousand images as they are learned from. */
  private static double density(RunConfig config, Digits images) {
    int width = images.info().width();
    int height = images.info().height();
    Optional<Distortion> distortion =
        config
            .training()
            .augmentation()
            .map(how -> new Distortion(how, width, height, config.network().seed(), 1));
    float[] image = new float[width * height];
    int step = 1 + (images.size() - 1) / 1000;
    long inked = 0;
    long count = 0;
    for (int i = 0; i < images.size(); i += step) {
      images.copyScaled(i, image, 0);
      if (distortion.isPresent()) {
        distortion.get().change(image, i);
      }
      for (float pixel : image) {
        inked += pixel > 0 ? 1 : 0;
      }
      count += image.length;
    }
    return count == 0 ? 1 : inked / (double) count;
  }

  static MultiLayerNetwork network(
      RunConfig config, DatasetInfo images, boolean sparse, Consumer<String> note) {
    Engine engine = config.training().engine();
    if (engine == Engine.DL4J) {
      return Networks.create(config, images);
    }
    MultiLayerConfiguration network = Networks.configuration(config, images);
    try {
      return Networks.start(
          new FusedNetwork(network, NativeRuntime.threads(config.runtime()), sparse), config);
    } catch (NotCoveredException e) {
      if (engine == Engine.FUSED) {
        throw e;
      }
      note.accept(e.getMessage());
      return Networks.create(config, images);
    }
  }
}
