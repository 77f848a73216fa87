package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.run.RunDirectory;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A network that is sent to executors, each of which loads it once.
 *
 * @param config the run's configuration
 * @param model the run's network
 * @param sha256 of both
 * @param images that it takes
 */
record SentModel(byte[] config, byte[] model, String sha256, DatasetInfo images)
    implements Serializable {
  private static final Map<String, Predictor> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  /**
   * Reads the network of a run.
   *
   * @throws io.github.mnistdl4j.MnistDl4jException if it cannot be used
   */
  static SentModel of(RunDirectory run) {
    Predictor predictor = Predictor.load(run.path());
    try {
      byte[] config = Files.readAllBytes(run.config());
      byte[] model = Files.readAllBytes(run.model());
      String sha256 =
          DigestUtils.sha256Hex(DigestUtils.sha256Hex(config) + DigestUtils.sha256Hex(model));
      return new SentModel(config, model, sha256, predictor.images());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the predictor of this process. */
  Predictor predictor() {
    return OF_THIS_PROCESS.computeIfAbsent(sha256, key -> load());
  }

  private Predictor load() {
    try {
      RunDirectory run = new RunDirectory(Files.createTempDirectory("mnist-dl4j-model-"));
      try {
        Files.write(run.config(), config);
        Files.write(run.model(), model);
        return Predictor.load(run.path());
      } finally {
        for (Path file : List.of(run.config(), run.model(), run.path())) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
