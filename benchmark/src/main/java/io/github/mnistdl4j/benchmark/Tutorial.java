package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import io.github.mnistdl4j.data.TrainTest;
import java.util.List;

/** What the benchmarks take from the application. */
public final class Tutorial {
  private Tutorial() {}

  /**
   * The tutorial's configuration with changes.
   *
   * @param changes each {@code key=value}
   */
  public static RunConfig config(String... changes) {
    return ConfigLoader.parse(RunConfig.class, "{}", "the defaults", List.of(changes));
  }

  /** MNIST, from where the application finds it. */
  public static TrainTest data() {
    DatasetProvider provider =
        DatasetProvider.standard(
            System.getenv(), System.getProperty("os.name"), ProvisionListener.SILENT);
    return new DigitsReader(provider).read(config().data());
  }
}
