package io.github.mnistdl4j.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingElementAddFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Deeplearning4j's parameter averaging over given rounds. Its own rounds are drawn at random, and
 * workers skip what exceeds the averaging frequency. The workers' networks are summed in their own
 * order, not in that of arrival, since a sum of floating-point numbers depends on the order.
 */
final class AveragingRounds extends ParameterAveragingTrainingMaster {
  private final List<JavaRDD<DataSet>> rounds;

  /**
   * @param rounds averaged after each; one partition for each worker, of at most the averaging
   *     frequency's batches
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

  @Override
  protected void processResults(
      SparkDl4jMultiLayer cluster,
      @Nullable SparkComputationGraph none,
      JavaRDD<ParameterAveragingTrainingResult> results,
      int round,
      int roundsOfEpoch) {
    ParameterAveragingElementAddFunction toTuple = new ParameterAveragingElementAddFunction();
    List<ParameterAveragingAggregationTuple> ofWorkers =
        results.map(result -> toTuple.call(null, result)).collect();
    MultiLayerNetwork network = cluster.getNetwork();
    network.setParameters(
        mean(
            ofWorkers.stream().map(ParameterAveragingAggregationTuple::getParametersSum).toList()));
    List<INDArray> states =
        ofWorkers.stream().map(ParameterAveragingAggregationTuple::getUpdaterStateSum).toList();
    if (states.get(0) != null) { // as with plain SGD
      network.getUpdater().setStateViewArray(network, mean(states), false);
    }
    MultiLayerConfiguration steps = network.getLayerWiseConfigurations();
    steps.setIterationCount(steps.getIterationCount() + averagingFrequency);
  }

  private static INDArray mean(List<INDArray> ofWorkers) {
    INDArray sum = ofWorkers.get(0).dup();
    ofWorkers.subList(1, ofWorkers.size()).forEach(sum::addi);
    return sum.divi(ofWorkers.size());
  }
}
