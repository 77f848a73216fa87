package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.TrainingData;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures a network on one of several equal parts of the training images.
 *
 * @param config of the run, as YAML
 * @param parameters of the network, flat, as Deeplearning4j lays them
 * @param trained how many training images are learned from
 */
record PartialScore(
    String config, Broadcast<float[]> parameters, ClusterImages images, int trained, int parts)
    implements Function<Integer, PartialScore.Sums> {

  /**
   * Sums over some images.
   *
   * @param loss of each
   * @param correct how many were answered correctly
   */
  record Sums(double loss, double correct) implements Serializable {
    Sums plus(Sums other) {
      return new Sums(loss + other.loss, correct + other.correct);
    }
  }

  @Override
  public Sums call(Integer part) {
    RunConfig run = ConfigLoader.parse(RunConfig.class, config, "configuration", List.of());
    Digits train = images.get().train();
    MultiLayerNetwork network = Networks.create(run, train.info());
    network.setParams(Nd4j.createFromArray(parameters.value()).reshape(1, -1));
    int[] learned = TrainingData.learned(images.get(), run);
    Digits share = train.at(Arrays.copyOfRange(learned, bound(part), bound(part + 1)));
    if (share.size() == 0) {
      return new Sums(0, 0);
    }
    EvaluationResult measured = Evaluator.evaluate(network, share, run.training().loss(), 1);
    return new Sums(measured.loss() * share.size(), measured.accuracy() * share.size());
  }

  private int bound(int part) {
    return (int) ((long) trained * part / parts);
  }
}
