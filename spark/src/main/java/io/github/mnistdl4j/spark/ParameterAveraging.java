package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.LearningRateSchedule;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.SparkConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.training.EpochPass;
import io.github.mnistdl4j.training.EpochTrainer;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingData;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains a network on a cluster by Deeplearning4j's parameter averaging: each worker trains on its
 * share of the batches, and after each round all continue with the mean of their parameters and of
 * their optimizers' states.
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
    this.config = file.run();
    this.averaging = file.spark();
    this.images = ClusterImages.of(spark, file, data);
    this.learned = TrainingData.learned(data, config);
    this.trained = learned.length;
    this.workers = averaging.workers() > 0 ? averaging.workers() : Cores.await(session);
    this.plan =
        new EpochPlan(
            trained, config.training().batchSize(), workers, averaging.averagingFrequency());
    this.network = Networks.create(config, data.info());
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
        "Spark %s at %s, %d workers averaged every %d batches, %s"
            .formatted(
                spark.version(),
                spark.master(),
                workers,
                averaging.averagingFrequency(),
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
    int epochs = network.getEpochCount();
    int steps = network.getIterationCount();
    try {
      AveragingRounds rounds = new AveragingRounds(settings(), rounds(epoch));
      MultiLayerNetwork unused =
          new SparkDl4jMultiLayer(spark, network, rounds).fit(spark.emptyRDD());
      // the training loop counts epochs itself; Deeplearning4j takes every round for a full one
      network.setEpochCount(epochs);
      network.setIterationCount(steps + plan.steps());
      return score();
    } catch (RuntimeException e) {
      throw ClusterException.of(e);
    }
  }

  private List<JavaRDD<DataSet>> rounds(int epoch) {
    int[] order =
        config.training().shuffle()
            ? DigitBatches.permutation(trained, config.network().seed(), epoch)
            : IntStream.range(0, trained).toArray();
    int[] ordered = IntStream.of(order).map(place -> learned[place]).toArray();
    ShareOfBatches batches = new ShareOfBatches(images, plan.batchSize());
    return IntStream.range(0, plan.rounds())
        .mapToObj(round -> spark.parallelize(plan.shares(ordered, round), workers).flatMap(batches))
        .toList();
  }

  private ParameterAveragingTrainingMaster.Builder settings() {
    return new ParameterAveragingTrainingMaster.Builder(workers, plan.batchSize())
        .batchSizePerWorker(plan.batchSize())
        .averagingFrequency(plan.averagingFrequency())
        .workerPrefetchNumBatches(0)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .repartionData(Repartition.Never)
        .saveUpdater(true)
        .trainingHooks(new DropoutSeed(config.network().seed()));
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
