package io.github.mnistdl4j.serving.http;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The bytes that one request may send, and the memory that the bodies of all requests may take
 * together. Safe to use from several threads.
 */
final class BodyLimits {
  /** Number of requests of full size whose bytes fit at once. */
  private static final long FULL_SIZE = 64;

  /** Bodies take at most the eighth part of Java's memory. */
  private static final long SHARE_OF_MEMORY = 8;

  /** A body that grows is copied, so that it takes twice its size for a moment. */
  private static final long WHILE_GROWING = 2;

  private final int maxBytes;
  private final AtomicLong free;

  /** Creates the limits of a program that may use so many bytes of memory. */
  BodyLimits(int maxBytes, long memory) {
    long all = Math.min(FULL_SIZE * maxBytes, memory / SHARE_OF_MEMORY);
    this.maxBytes = maxBytes;
    this.free = new AtomicLong(Math.max(WHILE_GROWING * maxBytes, all));
  }

  /** Returns the number of bytes that one request may send. */
  int maxBytes() {
    return maxBytes;
  }

  /** Refuses a body of more bytes than one request may send (413). */
  void require(long bytes) {
    if (bytes > maxBytes) {
      throw new RequestException(
          HttpStatus.PAYLOAD_TOO_LARGE_413, "the body has more than %d bytes".formatted(maxBytes));
    }
  }

  /**
   * Reserves room for bytes.
   *
   * @throws RequestException if the bodies of all requests together have too many (429)
   */
  void reserve(int bytes) {
    if (free.addAndGet(-bytes) < 0) {
      free.addAndGet(bytes);
      throw new RequestException(
          HttpStatus.TOO_MANY_REQUESTS_429,
          Refusal.MEMORY,
          "too many large requests at once; try again later");
    }
  }

  /** Gives back room that was reserved. */
  void release(int bytes) {
    free.addAndGet(bytes);
  }
}
