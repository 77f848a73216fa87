package io.github.mnistdl4j.serving.http;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The bytes that one request may send, and that all requests may that are being read. Safe to use
 * from several threads.
 */
final class BodyLimits {
  /** Requests of full size whose bytes fit at once. */
  private static final long FULL_SIZE = 64;

  private static final long SHARE_OF_MEMORY = 8;

  private final int maxBytes;
  private final AtomicLong free;

  /** Creates the limits of a program that may have so many bytes of memory in all. */
  BodyLimits(int maxBytes, long memory) {
    long all = Math.min(FULL_SIZE * maxBytes, memory / SHARE_OF_MEMORY);
    this.maxBytes = maxBytes;
    this.free = new AtomicLong(Math.max(maxBytes, all));
  }

  /** Refuses a request of more bytes than one may have (413). */
  void require(long bytes) {
    if (bytes > maxBytes) {
      throw new RequestException(
          HttpStatus.PAYLOAD_TOO_LARGE_413, "the body has more than %d bytes".formatted(maxBytes));
    }
  }

  /**
   * Takes room for bytes of a request.
   *
   * @param before bytes that the request has sent so far
   * @param more bytes that it has sent now
   * @throws RequestException if it has sent too many (413), or all together have (503)
   */
  void reserve(int before, int more) {
    require(before + (long) more);
    if (free.addAndGet(-more) < 0) {
      free.addAndGet(more);
      throw new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503, "too many large requests at once; try again later");
    }
  }

  void release(int bytes) {
    free.addAndGet(bytes);
  }
}
