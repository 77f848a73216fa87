package io.github.mnistdl4j.serving;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes one request may send, and all together that are being read. Safe to use from
 * several threads.
 */
final class BodyLimits {
  /** Requests of full size whose bytes fit at once. */
  private static final long FULL_SIZE = 64;

  private static final long SHARE_OF_MEMORY = 8;

  private final int maxBytes;
  private final AtomicLong free;

  /**
   * Limits.
   *
   * @param maxBytes of one request
   * @param memory bytes that the program may have in all
   */
  BodyLimits(int maxBytes, long memory) {
    this.maxBytes = maxBytes;
    this.free =
        new AtomicLong(
            Math.max(maxBytes, Math.min(FULL_SIZE * maxBytes, memory / SHARE_OF_MEMORY)));
  }

  int maxBytes() {
    return maxBytes;
  }

  /**
   * Asks for room.
   *
   * @param before bytes that the request has sent so far
   * @param more bytes that it has sent now
   * @throws RequestException if it has sent too many, or all together
   */
  void reserve(int before, int more) {
    if (before + (long) more > maxBytes) {
      throw tooLarge();
    }
    if (free.addAndGet(-more) < 0) {
      free.addAndGet(more);
      throw new RequestException(
          RequestException.UNAVAILABLE, "too many large requests at once; try again later");
    }
  }

  /** Gives back what a request had. */
  void release(int bytes) {
    free.addAndGet(bytes);
  }

  RequestException tooLarge() {
    return new RequestException(
        RequestException.TOO_LARGE, "the body has more than %d bytes".formatted(maxBytes));
  }
}
