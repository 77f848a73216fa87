package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.LearningRateSchedule;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.SparkConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.training.Engines;
import io.github.mnistdl4j.training.EpochPass;
import io.github.mnistdl4j.training.EpochTrainer;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.Snapshot;
import io.github.mnistdl4j.training.TrainingData;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network on a cluster by averaging (McDonald, Hall and Mann 2010): each worker trains on
 * its share of the batches, and after each round all continue with the mean of their parameters and
 * of their optimizers' states. The mean is summed in the workers' order, and a share is the same
 * wherever it is trained, so two trainings by as many workers end with the same bits.
 */
final class ParameterAveraging implements EpochTrainer {
  private final JavaSparkContext spark;
  private final RunConfig config;
  private final SparkConfig averaging;
  private final ClusterImages images;
  private final int[] learned;
  private final int trained;
  private final int workers;
  private final EpochPlan plan;
  private final MultiLayerNetwork network;

  /**
   * @throws ClusterException if workers cannot follow the learning-rate schedule, or images are to
   *     be changed
   */
  ParameterAveraging(SparkSession session, AppConfig file, TrainTest data) {
    requireConstantRate(file.run().training().learningRateSchedule());
    requireUnchangedImages(file.run().training());
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.config =
        Records.with(
            file.run(), "runtime.firstLayer", Engines.firstLayer(file.run(), data.train()));
    this.averaging = file.spark();
    this.images = ClusterImages.of(spark, file, data);
    this.learned = TrainingData.learned(data, config);
    this.trained = learned.length;
    this.workers = averaging.workers() > 0 ? averaging.workers() : Cores.await(session);
    this.plan =
        new EpochPlan(
            trained, config.training().batchSize(), workers, averaging.averagingFrequency());
    this.network = Engines.create(config, data.train(), note -> {}).network();
  }

  private static void requireConstantRate(LearningRateSchedule schedule) {
    if (!schedule.equals(new LearningRateSchedule.Constant(0))) {
      throw new ClusterException(
          "training.learning-rate-schedule must be constant without warm-up where Spark trains: workers do not count steps together. reduce-lr-on-plateau can be used, or train on one machine.");
    }
  }

  private static void requireUnchangedImages(TrainingConfig training) {
    if (training.augmentation().isPresent()) {
      throw new ClusterException(
          "training.augmentation cannot be used where Spark trains: workers learn from the images as they are. Remove it (--set training.augmentation=null), or train on one machine.");
    }
  }

  @Override
  public Optional<String> cluster() {
    return Optional.of(
        "Spark %s at %s, %d workers averaged every %d batches by %s, %s"
            .formatted(
                spark.version(),
                spark.master(),
                workers,
                averaging.averagingFrequency(),
                network instanceof FusedNetwork ? "the fused step" : "Deeplearning4j's step",
                images.way()));
  }

  @Override
  public MultiLayerNetwork network() {
    return network;
  }

  @Override
  public void train(EpochPass pass) {
    if (pass.begin()) {
      Score score = train(pass.epoch());
      long correct = Math.round(score.accuracy() * trained);
      pass.end(plan.batches(), score.loss(), correct, trained);
    }
  }

  private Score train(int epoch) {
    try {
      int[] order = order(epoch);
      Snapshot average = Snapshot.of(network);
      for (int round = 0; round < plan.rounds(); round++) {
        average = round(plan.shares(order, round), average);
      }
      average.restore(network);
      return score();
    } catch (Exception e) { // Scala's code does not say which
      throw ClusterException.of(e);
    }
  }

  private int[] order(int epoch) {
    int[] order =
        config.training().shuffle()
            ? DigitBatches.permutation(trained, config.network().seed(), epoch)
            : IntStream.range(0, trained).toArray();
    return IntStream.of(order).map(place -> learned[place]).toArray();
  }

  /** Trains all workers from an average to the next one. */
  private Snapshot round(List<EpochPlan.Share> shares, Snapshot average) {
    Broadcast<Snapshot> sent = spark.broadcast(average);
    try {
      ShareTask task = new ShareTask(ConfigWriter.write(withRate()), sent, images);
      return Snapshot.mean(spark.parallelize(shares, shares.size()).map(task).collect());
    } finally {
      sent.destroy();
    }
  }

  /** Returns the configuration with the learning rate of this epoch. */
  private RunConfig withRate() {
    @Nullable Double rate = network.getLearningRate(0);
    return rate == null ? config : Records.with(config, "training.optimizer.learningRate", rate);
  }

  /** Measures loss and accuracy on the training images, each worker its share. */
  private Score score() {
    Broadcast<float[]> parameters = spark.broadcast(network.params().dup().data().asFloat());
    PartialScore task =
        new PartialScore(ConfigWriter.write(config), parameters, images, trained, workers);
    PartialScore.Sums sums =
        spark
            .parallelize(IntStream.range(0, workers).boxed().toList(), workers)
            .map(task)
            .collect()
            .stream()
            .reduce(PartialScore.Sums::plus) // in the workers' order
            .orElseThrow();
    parameters.unpersist();
    return new Score(sums.loss() / trained, sums.correct() / trained);
  }
}
