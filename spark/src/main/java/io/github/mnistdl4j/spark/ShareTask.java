package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.spark.EpochPlan.Share;
import io.github.mnistdl4j.training.AveragedWorker;
import io.github.mnistdl4j.training.Snapshot;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Trains a worker's network on its share of a round.
 *
 * @param config of the run, as YAML
 * @param average where the workers start
 */
record ShareTask(String config, Broadcast<Snapshot> average, ClusterImages images)
    implements Function<Share, Snapshot> {

  @Override
  public Snapshot call(Share share) {
    RunConfig run = ConfigLoader.parse(RunConfig.class, config, "configuration", List.of());
    return new AveragedWorker(run, share.worker())
        .train(images.get().train().at(share.images()), average.value());
  }
}
