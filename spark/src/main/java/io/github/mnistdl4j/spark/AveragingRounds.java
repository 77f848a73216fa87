package io.github.mnistdl4j.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Deeplearning4j's parameter averaging over rounds that are given. Its own are drawn at random, and
 * of those that come out larger than the averaging frequency the workers leave the rest unseen.
 */
final class AveragingRounds extends ParameterAveragingTrainingMaster {
  private final List<JavaRDD<DataSet>> rounds;

  /**
   * Averaging after each of the rounds.
   *
   * @param rounds one partition for each worker, of at most the averaging frequency's batches
   */
  AveragingRounds(Builder settings, List<JavaRDD<DataSet>> rounds) {
    super(settings);
    this.rounds = rounds;
  }

  @Override
  protected void executeTrainingDirect(SparkDl4jMultiLayer network, JavaRDD<DataSet> unused) {
    for (int round = 0; round < rounds.size(); round++) {
      doIteration(network, rounds.get(round), round + 1, rounds.size());
    }
  }
}
