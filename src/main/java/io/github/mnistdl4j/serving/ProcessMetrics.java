package io.github.mnistdl4j.serving;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.TimeUnit;

/**
 * What the JVM and the process say of themselves, whatever servers run in them: {@code jvm_…} and
 * {@code process_…}. Safe to use from several threads.
 */
final class ProcessMetrics {
  /** To look at all threads the JVM stops them, which takes some milliseconds. */
  private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static volatile Scraped latest =
      new Scraped(new MetricSnapshots(), System.nanoTime() - RECENT_NANOS);

  private record Scraped(MetricSnapshots metrics, long nanoTime) {}

  private ProcessMetrics() {}

  /** Made by the first who asks: it takes a tenth of a second, which a start need not wait for. */
  private static final class Registered {
    static final PrometheusRegistry REGISTRY = registry();

    private static PrometheusRegistry registry() {
      PrometheusRegistry registry = new PrometheusRegistry();
      JvmMetrics.builder().register(registry);
      return registry;
    }
  }

  /** Returns what they are now, or were within the last second. */
  static MetricSnapshots scrape() {
    Scraped last = latest;
    return isRecent(last) ? last.metrics : scrapeAnew();
  }

  /** By one thread at a time, so that whoever asks often does not stop the JVM as often. */
  private static synchronized MetricSnapshots scrapeAnew() {
    if (!isRecent(latest)) {
      latest = new Scraped(Registered.REGISTRY.scrape(), System.nanoTime());
    }
    return latest.metrics;
  }

  private static boolean isRecent(Scraped scraped) {
    return System.nanoTime() - scraped.nanoTime < RECENT_NANOS;
  }
}
