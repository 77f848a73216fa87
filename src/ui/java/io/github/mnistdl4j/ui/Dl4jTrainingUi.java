package io.github.mnistdl4j.ui;

import io.github.mnistdl4j.training.TrainingUi;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.api.UIServer;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsUpdateConfiguration;
import org.deeplearning4j.ui.model.stats.impl.DefaultStatsInitializationConfiguration;
import org.deeplearning4j.ui.model.stats.impl.DefaultStatsUpdateConfiguration;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/** Deeplearning4j's {@code UIServer}, told of every tenth step. Used by one thread. */
public final class Dl4jTrainingUi implements TrainingUi {
  /** More often, the numbers would cost more than the steps. */
  private static final int EVERY_STEPS = 10;

  private final InMemoryStatsStorage numbers = new InMemoryStatsStorage();

  @Override
  public String start() {
    UIServer server = UIServer.getInstance();
    server.attach(numbers);
    return server.getAddress() + "/train/overview";
  }

  @Override
  public void watch(MultiLayerNetwork network) {
    network.addListeners(
        new StatsListener(
            numbers,
            new DefaultStatsInitializationConfiguration(true, true, true),
            configuration(),
            null,
            null));
  }

  /** The fused step makes no arrays of gradients, updates and activations to be looked at. */
  private static StatsUpdateConfiguration configuration() {
    return new DefaultStatsUpdateConfiguration.Builder()
        .reportingFrequency(EVERY_STEPS)
        .collectHistogramsGradients(false)
        .collectHistogramsUpdates(false)
        .collectHistogramsActivations(false)
        .collectMeanGradients(false)
        .collectMeanUpdates(false)
        .collectMeanActivations(false)
        .collectStdevGradients(false)
        .collectStdevUpdates(false)
        .collectStdevActivations(false)
        .collectMeanMagnitudesGradients(false)
        .collectMeanMagnitudesUpdates(false)
        .collectMeanMagnitudesActivations(false)
        .build();
  }

  @Override
  public void close() {
    try {
      UIServer.stopInstance();
    } catch (Exception e) { // that it declares; the training is over and kept
      Thread.currentThread().interrupt();
    }
  }
}
