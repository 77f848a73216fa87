package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What the endpoints of a server share, and what ends with it.
 *
 * @param workers decode pictures and explain predictions; too much work is a RequestException (429)
 */
record ServerParts(
    Models models, Batcher<ServedPrediction> batcher, Metrics metrics, ExecutorService workers)
    implements AutoCloseable {
  /** A prediction for an image, and the model that made it. */
  record ServedPrediction(ServedModel model, Prediction prediction) {}

  /** Pictures that may wait; each has its body in memory. */
  private static final int WAITING_PICTURES = 64;

  static ServerParts start(Models models, ServingConfig config) {
    Metrics metrics = new Metrics();
    Batcher<ServedPrediction> batcher =
        new Batcher<>(
            () -> {
              ServedModel model = models.current();
              return images -> predict(model, images, metrics);
            },
            config);
    metrics.watchQueue(batcher::waiting);
    return new ServerParts(models, batcher, metrics, startWorkers());
  }

  private static List<ServedPrediction> predict(
      ServedModel model, List<float[]> images, Metrics metrics) {
    metrics.batch(images.size());
    return model.predictor().predict(images).stream()
        .peek(prediction -> metrics.predicted(prediction.digit()))
        .map(prediction -> new ServedPrediction(model, prediction))
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
        },
        (work, workers) -> {
          throw new RequestException(
              HttpStatus.TOO_MANY_REQUESTS_429, "too many pictures are waiting; try again later");
        });
  }

  @Override
  public void close() {
    batcher.close();
    workers.shutdownNow();
  }
}
