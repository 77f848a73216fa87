package io.github.mnistdl4j.serving;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * What the JVM and the process say of themselves, whatever servers run in them: {@code jvm_…} and
 * {@code process_…}. Safe to use from several threads.
 */
final class ProcessMetrics {
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

  /** Returns what they are now. */
  static MetricSnapshots scrape() {
    return Registered.REGISTRY.scrape();
  }
}
