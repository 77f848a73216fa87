package io.github.mnistdl4j.serving.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects bytes that arrive piece by piece, within the limits of one body and of all bodies.
 * Memory is taken for what has arrived, not for what was announced.
 */
final class BoundedBytes {
  private static final int FIRST_BYTES = 1024;

  private final BodyLimits limits;

  /** Upper bound of the bytes to come. */
  private final int most;

  /** As long as the room that is reserved; the first {@link #size} bytes have arrived. */
  private byte[] bytes = new byte[0];

  private int size;

  BoundedBytes(BodyLimits limits, int most) {
    this.limits = limits;
    this.most = most;
  }

  /**
   * Adds a buffer's bytes.
   *
   * @throws RequestException if the body has too many (413), or all bodies together (429)
   */
  void add(ByteBuffer more) {
    limits.require(size + (long) more.remaining());
    int needed = size + more.remaining();
    if (needed > bytes.length) {
      int twice = (int) Math.min(most, 2L * bytes.length);
      resize(Math.max(needed, Math.max(twice, Math.min(most, FIRST_BYTES))));
    }
    more.get(bytes, size, more.remaining());
    size = needed;
  }

  /** Returns all bytes, whose room must be released when they are no longer needed. */
  byte[] all() {
    resize(size);
    return bytes;
  }

  /** Gives back the room of all bytes. */
  void discard() {
    limits.release(bytes.length);
    bytes = new byte[0];
    size = 0;
  }

  private void resize(int newSize) {
    if (newSize != bytes.length) {
      int before = bytes.length;
      limits.reserve(newSize);
      int given = newSize;
      try {
        bytes = Arrays.copyOf(bytes, newSize);
        given = before;
      } finally { // also where there is no memory
        limits.release(given);
      }
    }
  }
}
