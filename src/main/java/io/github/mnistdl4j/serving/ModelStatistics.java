package io.github.mnistdl4j.serving;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often a served model was asked, in the form of Triton's statistics extension. Safe to use
 * from several threads.
 */
final class ModelStatistics {
  /** A number of times, and how long they took together. */
  private static final class CountedTime {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long took) {
      count.increment();
      nanos.add(took);
    }

    Map<String, Long> content() {
      return Map.of("count", count.sum(), "ns", nanos.sum());
    }
  }

  /** Stages of a request that this server does not tell apart: Triton's clients look for them. */
  private static final List<String> NOT_MEASURED =
      List.of("compute_input", "compute_output", "cache_hit", "cache_miss");

  private final Clock clock;
  private final CountedTime success = new CountedTime();
  private final CountedTime fail = new CountedTime();
  private final CountedTime waits = new CountedTime();
  private final CountedTime batches = new CountedTime();
  private final LongAdder images = new LongAdder();
  private volatile long lastInference;

  ModelStatistics(Clock clock) {
    this.clock = clock;
  }

  /** Counts a request to predict and how long it took, from the arrival of its header. */
  void answered(boolean succeeded, long nanos) {
    (succeeded ? success : fail).add(nanos);
  }

  /** Counts how long a request's images waited for the network. */
  void waited(long nanos) {
    waits.add(nanos);
  }

  /** Counts a batch of images that the network saw at once, and how long that took. */
  void batch(int size, long nanos) {
    batches.add(nanos);
    images.add(size);
    lastInference = clock.millis();
  }

  /** Returns the statistics of a model, as Triton's JSON has them. */
  Map<String, ?> of(ServedModel model) {
    Map<String, Object> times = new TreeMap<>();
    NOT_MEASURED.forEach(stage -> times.put(stage, Map.of("count", 0, "ns", 0)));
    times.put("success", success.content());
    times.put("fail", fail.content());
    times.put("queue", waits.content());
    times.put("compute_infer", batches.content());
    Map<String, Object> content = new TreeMap<>();
    content.put("name", model.name());
    content.put("version", model.version());
    content.put("last_inference", lastInference);
    content.put("inference_count", images.sum());
    content.put("execution_count", batches.count.sum());
    content.put("inference_stats", times);
    content.put("batch_stats", List.of());
    return Map.of("model_stats", List.of(content));
  }
}
