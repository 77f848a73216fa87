package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.Reply;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What {@code /metrics} counts. Safe to use from several threads. */
final class Metrics {
  private static final double NANOS = 1e9;
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final double[] IMAGES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

  private final Counter requests =
      Counter.builder()
          .name("mnist_requests_total")
          .help("Requests that were answered.")
          .labelNames("endpoint", "status")
          .register(registry);
  private final Histogram seconds =
      histogram(SECONDS, "endpoint")
          .name("mnist_request_duration_seconds")
          .help("From a request's first byte to its answer's last.")
          .register(registry);
  private final Histogram batches =
      histogram(IMAGES)
          .name("mnist_batch_images")
          .help("Images that the network saw at once.")
          .register(registry);
  private final Histogram waits =
      histogram(SECONDS)
          .name("mnist_queue_duration_seconds")
          .help("How long a request's images waited for the network.")
          .register(registry);
  private final Histogram computations =
      histogram(SECONDS)
          .name("mnist_compute_duration_seconds")
          .help("How long the network took for a batch.")
          .register(registry);
  private final Info model =
      Info.builder()
          .name("mnist_model_info")
          .help("The model that is served: its version is the name of its run.")
          .labelNames("name", "version", "run")
          .register(registry);
  private final Counter predictions =
      Counter.builder()
          .name("mnist_predictions_total")
          .help("Images by the digit, or the name of the class, that was predicted.")
          .labelNames("digit")
          .register(registry);

  private final Counter rejections =
      Counter.builder()
          .name("mnist_rejections_total")
          .help("Pictures whose answer should not be relied on, by the reason.")
          .labelNames("reason")
          .register(registry);

  private final Counter refusals =
      Counter.builder()
          .name("mnist_refusals_total")
          .help("Requests rejected and connections closed for lack of room or time, by the reason.")
          .labelNames("reason")
          .register(registry);

  private static Histogram.Builder histogram(double[] bounds, String... labels) {
    return Histogram.builder().classicOnly().classicUpperBounds(bounds).labelNames(labels);
  }

  /** Exposes each reason with 0: a rate needs a zero to rise from. */
  Metrics() {
    for (Refusal why : Refusal.values()) {
      refusals.initLabelValues(why.label());
    }
    for (Rejection why : Rejection.values()) {
      rejections.initLabelValues(why.reason());
    }
  }

  void watchQueue(IntSupplier waiting) {
    GaugeWithCallback.builder()
        .name("mnist_queue_images")
        .help("Images that wait for the network.")
        .callback(gauge -> gauge.call(waiting.getAsInt()))
        .register(registry);
  }

  void answered(String endpoint, int status, long nanos) {
    requests.labelValues(endpoint, String.valueOf(status)).inc();
    seconds.labelValues(endpoint).observe(nanos / NANOS);
  }

  /** Counts a batch, and how long the network took for it. */
  void batch(int images, long nanos) {
    batches.observe(images);
    computations.observe(nanos / NANOS);
  }

  /** Counts how long a request's images waited for the network. */
  void waited(long nanos) {
    waits.observe(nanos / NANOS);
  }

  /** Names the model that is served from now on, and exposes each of its classes with 0. */
  void serve(ServedModel served) {
    model.setLabelValues(served.name(), served.version(), served.version());
    DatasetInfo images = served.predictor().images();
    images.classes().subList(0, images.answerClasses()).forEach(predictions::initLabelValues);
  }

  void predicted(Prediction prediction) {
    predictions.labelValues(prediction.label()).inc();
  }

  void rejected(Optional<Rejection> why) {
    why.ifPresent(reason -> rejections.labelValues(reason.reason()).inc());
  }

  /** Counts a request that is rejected, or a connection that is closed. */
  void refused(Refusal why) {
    refusals.labelValues(why.label()).inc();
  }

  /** Returns all of it in Prometheus' text format. */
  Reply reply() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<MetricSnapshot> all = new ArrayList<>(registry.scrape().stream().toList());
      all.addAll(ProcessMetrics.scrape().stream().toList());
      writer.write(out, new MetricSnapshots(all));
      return Reply.of(writer.getContentType(), out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
