package io.github.mnistdl4j.serving.http;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it comes. Jetty's own readers keep the buffer of each chunk, 8 KiB even
 * for a chunk of one byte, and know no bound of all bodies together. Memory is taken for what has
 * come, not for what is announced.
 */
final class Body {
  private static final int FIRST_BYTES = 1024;

  private final Request request;
  private final BodyLimits limits;

  /** What the client announced, or the most that it may send. */
  private final int most;

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  /** As many bytes as are reserved; the first {@link #size} have come. */
  private byte[] bytes = new byte[0];

  private int size;

  private Body(Request request, BodyLimits limits, long announced) {
    this.request = request;
    this.limits = limits;
    this.most = announced < 0 ? limits.maxBytes() : (int) announced;
  }

  /**
   * Reads a body, for which room is reserved.
   *
   * @return completed with all bytes, whose room must be released when they are not needed any
   *     more; or with what went wrong, and then nothing is to be released
   * @throws RequestException if the client announces too many bytes (413)
   */
  static CompletableFuture<byte[]> read(Request request, BodyLimits limits) {
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    limits.require(announced);
    Body body = new Body(request, limits, announced);
    body.readWhatIsThere();
    return body.whole;
  }

  private void readWhatIsThere() {
    try {
      while (!whole.isDone()) {
        @Nullable Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this::readWhatIsThere);
          return;
        }
        take(chunk);
      }
    } catch (RuntimeException e) { // too many bytes, or the request was answered meanwhile
      fail(e);
    }
  }

  private void take(Chunk chunk) {
    if (Chunk.isFailure(chunk)) {
      fail(chunk.getFailure());
      return;
    }
    try {
      int more = chunk.remaining();
      limits.require(size + (long) more);
      if (size + more > bytes.length) {
        int twice = (int) Math.min(most, 2L * bytes.length);
        resize(Math.max(size + more, Math.max(twice, Math.min(most, FIRST_BYTES))));
      }
      chunk.getByteBuffer().get(bytes, size, more);
      size += more;
      if (chunk.isLast()) {
        resize(size);
        whole.complete(bytes);
      }
    } finally {
      chunk.release();
    }
  }

  private void resize(int newSize) {
    if (newSize != bytes.length) {
      int before = bytes.length;
      limits.reserve(newSize);
      bytes = Arrays.copyOf(bytes, newSize);
      limits.release(before);
    }
  }

  private void fail(Throwable failure) {
    limits.release(bytes.length);
    bytes = new byte[0];
    whole.completeExceptionally(failure);
  }
}
