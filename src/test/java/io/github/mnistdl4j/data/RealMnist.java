package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import io.github.mnistdl4j.data.fetch.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * MNIST itself: from the folder in the system property {@code mnist.directory}, or the one that a
 * checkout for development has beside it, or found as for a user.
 */
public final class RealMnist {
  public static final DataConfig CONFIG = Rig.config(DatasetName.MNIST, directory());

  private RealMnist() {}

  public static DatasetProvider provider() {
    return DatasetProvider.standard(
        System.getenv(), System.getProperty("os.name"), ProvisionListener.SILENT);
  }

  private static Optional<Path> directory() {
    return Optional.of(Path.of(System.getProperty("mnist.directory", "../shared/data/mnist")))
        .filter(Files::isDirectory);
  }
}
