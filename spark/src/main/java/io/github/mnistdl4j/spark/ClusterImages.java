package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Brings the images to executors: from the driver, which has verified them, once per executor; or
 * from a folder that every node sees, where they must be the same.
 */
final class ClusterImages implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The images that this executor has read, by the text of their hashes. */
  private static final Map<String, TrainTest> READ = new ConcurrentHashMap<>();

  private final @Nullable Broadcast<TrainTest> sent;
  private final @Nullable String directory;
  private final String config;
  private final String source;
  private final LinkedHashMap<String, String> sha256;

  private ClusterImages(
      @Nullable Broadcast<TrainTest> sent,
      @Nullable String directory,
      AppConfig config,
      TrainTest data) {
    this.sent = sent;
    this.directory = directory;
    this.config = ConfigWriter.write(config.run().data());
    this.source = data.source();
    this.sha256 = new LinkedHashMap<>(data.sha256());
  }

  /** Prepares the driver's images for executors. */
  static ClusterImages of(JavaSparkContext spark, AppConfig config, TrainTest data) {
    Optional<Path> shared = config.spark().directory();
    if (shared.isPresent()) {
      return new ClusterImages(null, shared.get().toString(), config, data);
    }
    return new ClusterImages(spark.broadcast(data), null, config, data);
  }

  /** Returns in words how they get there. */
  String way() {
    return directory == null ? "images from the driver" : "images from " + directory;
  }

  /**
   * Returns the images, on an executor.
   *
   * @throws ClusterException if the shared folder has other images
   */
  TrainTest get() {
    return sent == null ? READ.computeIfAbsent(sha256.toString(), key -> read()) : sent.value();
  }

  private TrainTest read() {
    DataConfig data =
        Records.with(
            ConfigLoader.parse(DataConfig.class, config, "configuration", List.of()),
            "directory",
            Optional.ofNullable(directory).map(Path::of));
    DatasetProvider provider =
        DatasetProvider.standard(Map.of(), System.getProperty("os.name"), ProvisionListener.SILENT);
    TrainTest found = new DigitsReader(provider).read(data);
    if (!found.sha256().equals(sha256)) {
      throw new ClusterException(
          "The files in %s (spark.directory) are not those that the driver has from %s. Put the same files there, or remove spark.directory to have the driver send them."
              .formatted(directory, source));
    }
    return found;
  }
}
