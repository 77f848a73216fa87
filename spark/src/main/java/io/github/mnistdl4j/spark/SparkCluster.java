package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.cli.Cluster;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.spark.score.ScoreCommand;
import io.github.mnistdl4j.sweep.TrialRunner;
import io.github.mnistdl4j.training.EpochTrainer;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that spark-submit names, or this machine's cores. Spark starts when a command first
 * needs it.
 */
final class SparkCluster implements Cluster, AutoCloseable {
  private @Nullable SparkSession session;

  /**
   * Returns the session, which the first call starts.
   *
   * @throws ClusterException if the cluster cannot be reached
   */
  SparkSession session() {
    if (session == null) {
      SparkConf settings =
          new SparkConf()
              .setIfMissing("spark.app.name", "mnist-dl4j")
              .setIfMissing("spark.master", "local[*]")
              .setIfMissing("spark.ui.showConsoleProgress", "false")
              .setIfMissing("spark.plugins", NativePlugin.class.getName());
      session = start(settings);
    }
    return session;
  }

  private static SparkSession start(SparkConf settings) {
    String reason = "the cluster does not answer";
    try {
      SparkSession started = SparkSession.builder().config(settings).getOrCreate();
      if (!started.sparkContext().isStopped()) {
        return started;
      }
    } catch (Exception e) { // Scala's code does not say which
      reason = String.valueOf(e.getMessage()).lines().findFirst().orElse(reason);
    }
    throw new ClusterException(
        "Spark did not start at %s: %s. Check --master, and that it can be reached from here."
            .formatted(settings.get("spark.master"), reason));
  }

  @Override
  public TrialRunner trials(AppConfig config, TrainTest data, int parallel) {
    return new SparkTrials(session(), config, data, parallel);
  }

  @Override
  public EpochTrainer training(AppConfig config, TrainTest data) {
    return new ParameterAveraging(session(), config, data);
  }

  @Override
  public Map<String, Object> commands() {
    return Map.of("score", new ScoreCommand(this::session));
  }

  @Override
  public void close() {
    if (session != null) {
      session.stop();
    }
  }
}
