package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.DataException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** MNIST's four files, for a program that reads them itself. */
public final class MnistFiles {
  private MnistFiles() {}

  /**
   * Returns the folder that holds them, unpacked, every byte verified: the one that the environment
   * names, or the cache, into which they are fetched if need be.
   *
   * @param note receives what the user should know, one sentence at a time
   * @throws DataException if they are damaged or cannot be fetched
   */
  public static Path directory(Consumer<String> note) {
    DatasetProvider provider =
        DatasetProvider.standard(System.getenv(), System.getProperty("os.name"), note::accept);
    DataConfig mnist =
        new DataConfig(DatasetName.MNIST, Optional.empty(), Optional.empty(), Optional.empty());
    return provider.provide(mnist).directory();
  }
}
