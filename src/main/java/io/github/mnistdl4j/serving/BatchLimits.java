package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import java.time.Duration;

/**
 * How images are gathered into batches.
 *
 * @param maxBatch images of a batch
 * @param maxDelay how long an image waits for others when the network is idle
 * @param maxQueue images that may wait
 */
record BatchLimits(int maxBatch, Duration maxDelay, int maxQueue) {
  private static final double NANOS_PER_MILLISECOND = 1e6;

  static BatchLimits of(ServingConfig config) {
    long nanos = Math.round(config.maxDelay() * NANOS_PER_MILLISECOND);
    return new BatchLimits(config.maxBatch(), Duration.ofNanos(nanos), config.maxQueue());
  }
}
