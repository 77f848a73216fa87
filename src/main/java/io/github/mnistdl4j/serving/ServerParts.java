package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What the endpoints of a server share, and what ends with it.
 *
 * @param replies writes answers
 * @param workers unpack pictures and explain
 */
record ServerParts(
    Models models,
    Batcher<Answer> batcher,
    BodyLimits limits,
    Metrics metrics,
    Executor replies,
    ExecutorService workers)
    implements AutoCloseable {
  /** Pictures that may wait; each has its body in memory. */
  private static final int WAITING_PICTURES = 64;

  static ServerParts start(Models models, ServingConfig config, Executor replies) {
    Metrics metrics = new Metrics();
    Batcher<Answer> batcher =
        new Batcher<>(
            () -> {
              ServedModel model = models.current();
              return images -> answer(model, images, metrics);
            },
            BatchLimits.of(config),
            metrics::batch);
    metrics.watchQueue(batcher::waiting);
    BodyLimits limits = new BodyLimits(config.maxBody(), Runtime.getRuntime().maxMemory());
    return new ServerParts(models, batcher, limits, metrics, replies, startWorkers());
  }

  private static List<Answer> answer(ServedModel model, List<float[]> images, Metrics metrics) {
    return model.predictor().predict(images).stream()
        .peek(prediction -> metrics.predicted(prediction.digit()))
        .map(prediction -> new Answer(model, prediction))
        .toList();
  }

  private static ExecutorService startWorkers() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ThreadPoolExecutor(
        cores,
        cores,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING_PICTURES),
        work -> {
          Thread thread = new Thread(work, "pictures");
          thread.setDaemon(true);
          return thread;
        });
  }

  PictureEndpoints pictures() {
    return new PictureEndpoints(this);
  }

  @Override
  public void close() {
    batcher.close();
    workers.shutdownNow();
  }
}
