package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;

/**
 * A configuration to be trained with one seed.
 *
 * @param name of its run, such as {@code trial-007}
 * @param candidate number of its configuration, from 1; of which there is a trial for each seed
 * @param settings what it has in place of the sweep's own values
 * @param config with the epochs of a whole training
 */
public record Trial(String name, int candidate, List<Setting> settings, AppConfig config) {
  public Trial {
    settings = List.copyOf(settings);
  }

  /**
   * Returns what its time is about proportional to: its weights times its epochs, of images like
   * MNIST's.
   */
  long work() {
    long weights = 0;
    long inputs = DatasetInfo.MNIST.pixels();
    for (LayerConfig layer : config.run().network().layers()) {
      weights += inputs * layer.outputs();
      inputs = layer.outputs();
    }
    return weights * config.run().training().epochs();
  }
}
