package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.corrections.Corrections;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.RequestException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What the endpoints of a server share, and what ends with it.
 *
 * @param workers decode pictures and explain predictions
 * @param corrections drawings that users named themselves; empty if none are kept
 */
record ServerParts(
    Models models,
    Batcher<ServedPrediction> batcher,
    Metrics metrics,
    PictureWorkers workers,
    Optional<Corrections> corrections)
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
                      Refusal.MODEL_REPLACED,
                      "while the request waited, the model was replaced by %s, which takes other images, of %s pixels; ask again"
                          .formatted(model.version(), now.shape())));
    }
  }

  static ServerParts start(Models models, ServingConfig config) {
    Metrics metrics = new Metrics();
    metrics.serve(models.current());
    Batcher<ServedPrediction> batcher =
        new Batcher<>(
            () -> {
              ServedModel model = models.current();
              ModelStatistics statistics = models.statistics();
              return images -> predict(model, images, metrics, statistics);
            },
            nanos -> {
              metrics.waited(nanos);
              models.statistics().waited(nanos);
            },
            config);
    metrics.watchQueue(batcher::waiting);
    Optional<Corrections> corrections =
        config.corrections().map(root -> new Corrections(root, InstantSource.system()));
    return new ServerParts(models, batcher, metrics, PictureWorkers.start(), corrections);
  }

  private static List<ServedPrediction> predict(
      ServedModel model, List<float[]> images, Metrics metrics, ModelStatistics statistics) {
    long start = System.nanoTime();
    List<ServedPrediction> predictions =
        images.stream().map(image -> predict(model, image, metrics)).toList();
    long took = System.nanoTime() - start;
    metrics.batch(images.size(), took);
    statistics.batch(images.size(), took);
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
    metrics.serve(models.current());
    return loaded;
  }

  @Override
  public void close() {
    batcher.close();
    workers.close();
  }
}
