package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.List;
import java.util.Optional;
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
  /**
   * An answer to an image.
   *
   * @param model that made it
   * @param prediction empty if the image does not have the form of those that the model takes
   */
  record ServedPrediction(ServedModel model, Optional<Prediction> prediction) {
    /**
     * Returns the answer to an image of a form.
     *
     * @throws RequestException if the model has been replaced by one of other images (503)
     */
    Prediction to(DatasetInfo form) {
      DatasetInfo now = model.predictor().images();
      boolean same =
          form.height() == now.height()
              && form.width() == now.width()
              && form.preparation() == now.preparation();
      return prediction
          .filter(made -> same)
          .orElseThrow(
              () ->
                  new RequestException(
                      HttpStatus.SERVICE_UNAVAILABLE_503,
                      "while the request waited, the model was replaced by %s, which takes other images, of %s pixels; ask again"
                          .formatted(model.version(), now.shape())));
    }
  }

  /** What it takes to prepare the largest picture that is kept, measured. */
  private static final long PICTURE_BYTES = 64 << 20;

  /** The share of Java's memory that pictures may take at once while they are prepared. */
  private static final int MEMORY_SHARE = 2;

  /** Pictures that may wait; each has its file in memory, within the bounds of all. */
  private static final int WAITING_PICTURES = 64;

  static ServerParts start(Models models, ServingConfig config) {
    Metrics metrics = new Metrics();
    metrics.expect(models.current().predictor().images());
    Batcher<ServedPrediction> batcher =
        new Batcher<>(
            () -> {
              ServedModel model = models.current();
              ModelStatistics statistics = models.statistics();
              return images -> predict(model, images, metrics, statistics);
            },
            config);
    metrics.watchQueue(batcher::waiting);
    return new ServerParts(models, batcher, metrics, startWorkers());
  }

  private static List<ServedPrediction> predict(
      ServedModel model, List<float[]> images, Metrics metrics, ModelStatistics statistics) {
    metrics.batch(images.size());
    long start = System.nanoTime();
    List<ServedPrediction> predictions =
        images.stream().map(image -> predict(model, image, metrics)).toList();
    statistics.batch(images.size(), System.nanoTime() - start);
    return predictions;
  }

  private static ServedPrediction predict(ServedModel model, float[] image, Metrics metrics) {
    if (image.length != model.predictor().images().pixels()) { // the model was replaced meanwhile
      return new ServedPrediction(model, Optional.empty());
    }
    Prediction prediction = model.predictor().predict(image);
    metrics.predicted(prediction);
    return new ServedPrediction(model, Optional.of(prediction));
  }

  /** Loads the model again; returns whether that worked. */
  boolean reload() {
    boolean loaded = models.reload();
    metrics.expect(models.current().predictor().images());
    return loaded;
  }

  private static ExecutorService startWorkers() {
    Runtime runtime = Runtime.getRuntime();
    long fit = runtime.maxMemory() / MEMORY_SHARE / PICTURE_BYTES;
    int threads = (int) Math.max(1, Math.min(runtime.availableProcessors(), fit));
    return new ThreadPoolExecutor(
        threads,
        threads,
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
