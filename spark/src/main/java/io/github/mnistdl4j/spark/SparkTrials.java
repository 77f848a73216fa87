package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.sweep.SweepException;
import io.github.mnistdl4j.sweep.TrialRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Trains every trial as a job of one task, so that each result arrives as soon as it is complete.
 * If an executor is lost, Spark runs only its trials again, on another.
 */
final class SparkTrials implements TrialRunner {
  private static final long POLL_MILLIS = 100;

  private final JavaSparkContext spark;
  private final ClusterImages images;
  private final int parallel;
  private final int cores;

  /**
   * Waits for the cluster's executors.
   *
   * @param parallel trials at once; 0: one per core, and one more in Spark's queue so that no core
   *     waits
   */
  SparkTrials(SparkSession session, AppConfig config, TrainTest data, int parallel) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.images = ClusterImages.of(spark, config, data);
    this.cores = Cores.await(session);
    this.parallel = parallel > 0 ? parallel : cores + 1;
  }

  @Override
  public int parallel() {
    return parallel;
  }

  @Override
  public String place() {
    return "on Spark at %s, %d cores, %s".formatted(spark.master(), cores, images.way());
  }

  @Override
  public Duration run(AppConfig config, RunDirectory directory, BooleanSupplier stop) {
    try {
      Broadcast<byte[]> before = spark.broadcast(RunArchive.pack(directory));
      TrialTask task = new TrialTask(ConfigWriter.write(config), directory.name(), before, images);
      TrialOutput output =
          await(spark.parallelize(List.of(0), 1).map(unused -> task.run()).collectAsync(), stop);
      before.unpersist();
      RunArchive.unpack(output.archive(), directory);
      return Duration.ofNanos(output.nanos());
    } catch (RuntimeException e) {
      if (spark.sc().isStopped() && !stop.getAsBoolean()) {
        throw new SweepException(
            "Spark has ended the application. What is done is kept: sweep --resume goes on.", e);
      }
      throw e;
    }
  }

  private static TrialOutput await(JavaFutureAction<List<TrialOutput>> job, BooleanSupplier stop) {
    try {
      while (true) {
        try {
          return job.get(POLL_MILLIS, TimeUnit.MILLISECONDS).get(0);
        } catch (TimeoutException e) {
          if (stop.getAsBoolean()) {
            job.cancel(true);
            throw new ClusterException("The trial was cancelled.");
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterException.of(e);
    } catch (ExecutionException e) {
      throw ClusterException.of(e);
    }
  }
}
