package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.data.Digits;
import java.util.List;

/**
 * A configuration to be trained with one seed.
 *
 * @param name of its run, such as {@code trial-007}
 * @param candidate which configuration of the search it is, from 1; with several seeds there is a
 *     trial of it for each
 * @param settings what it has in place of the sweep's own values
 * @param config its configuration, with the epochs of a whole training
 */
public record Trial(String name, int candidate, List<Setting> settings, RunConfig config) {
  public Trial {
    settings = List.copyOf(settings);
  }

  /** In proportion to this it takes long, about: its weights times its epochs. */
  long work() {
    long weights = 0;
    long inputs = Digits.PIXELS;
    for (LayerConfig layer : config.network().layers()) {
      weights += inputs * layer.units();
      inputs = layer.units();
    }
    return weights * config.training().epochs();
  }
}
