package io.github.mnistdl4j.data.fetch;

import java.time.Duration;

/**
 * How long fetching waits.
 *
 * @param connect for finding a host and connecting to it
 * @param read for the next bytes of a download
 * @param backOff before the first retry; doubled before each further one
 * @param npm for npm altogether
 */
record Timeouts(Duration connect, Duration read, Duration backOff, Duration npm) {

  /** Returns time limits within seconds of which being offline is noticed. */
  static Timeouts standard() {
    return new Timeouts(
        Duration.ofSeconds(6),
        Duration.ofSeconds(15),
        Duration.ofMillis(500),
        Duration.ofMinutes(3));
  }
}
