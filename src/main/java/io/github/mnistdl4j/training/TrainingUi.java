package io.github.mnistdl4j.training;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Deeplearning4j's own pages that show a training while it goes on. Only a build with the Maven
 * profile {@code ui} has them: they bring 60 MB of libraries.
 */
public interface TrainingUi extends AutoCloseable {

  /** The one of this build, not yet started; empty if it has none. */
  static Optional<TrainingUi> find() {
    try {
      return ServiceLoader.load(TrainingUi.class).findFirst();
    } catch (ServiceConfigurationError | LinkageError e) {
      return Optional.empty(); // left over from a build that had it
    }
  }

  /**
   * Starts to serve the pages.
   *
   * @return their address
   * @throws RuntimeException if that is not possible, such as when the port is taken
   */
  String start();

  /** Shows how a network learns from now on. */
  void watch(MultiLayerNetwork network);

  /** Ends serving; its threads have ended then. */
  @Override
  void close();
}
