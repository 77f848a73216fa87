package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Trains trials in this process, on images that all of them share.
 *
 * @param data only its training images are used
 * @param parallel trials at once
 * @param threads of a training step, unless the configuration says otherwise
 */
public record LocalTrials(TrainTest data, Clock clock, int parallel, int threads)
    implements TrialRunner {
  /**
   * Trains as many trials at once as there are cores, each with one thread, unless the
   * configuration says otherwise: two trials on a core each are faster than one after the other on
   * both.
   *
   * @param threads of a training step as configured; 0: chosen here
   * @param wanted trials at once as configured; 0: chosen here
   */
  public static LocalTrials of(TrainTest data, Clock clock, int threads, int wanted) {
    int cores = Runtime.getRuntime().availableProcessors();
    int parallel = wanted > 0 ? wanted : Math.max(1, cores / Math.max(1, threads));
    return new LocalTrials(
        data, clock, parallel, threads > 0 ? threads : Math.max(1, cores / parallel));
  }

  @Override
  public String place() {
    return parallel + " at once";
  }

  @Override
  public Duration run(AppConfig config, RunDirectory directory, BooleanSupplier stop) {
    long start = System.nanoTime();
    int wanted = config.run().runtime().threads();
    AppConfig shared = Records.with(config, "run.runtime.threads", wanted > 0 ? wanted : threads);
    RunResult unused =
        new TrainingRun(shared, data, directory, clock).train(new TrainingCallback() {}, stop);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
