package io.github.mnistdl4j.serving.http;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it comes. Jetty's own readers keep the buffer of each chunk, 8 KiB even
 * for a chunk of one byte, and know no bound of all bodies together.
 */
final class Body {
  private final Request request;
  private final BoundedBytes bytes;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private Body(Request request, BoundedBytes bytes) {
    this.request = request;
    this.bytes = bytes;
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
    int most = announced < 0 ? limits.maxBytes() : (int) announced;
    Body body = new Body(request, new BoundedBytes(limits, most));
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
    } catch (RuntimeException | Error e) { // too many bytes, no memory, or it has been answered
      fail(e);
    }
  }

  private void take(Chunk chunk) {
    if (Chunk.isFailure(chunk)) {
      fail(
          isMalformed(chunk.getFailure())
              ? RequestException.badRequest(
                  "the body's chunks are malformed (RFC 9112, section 7.1)")
              : chunk.getFailure());
      return;
    }
    try {
      bytes.add(chunk.getByteBuffer());
      if (chunk.isLast()) {
        whole.complete(bytes.all());
      }
    } finally {
      chunk.release();
    }
  }

  /** Returns whether it was no end, though Jetty says so, but a chunk without a proper length. */
  private boolean isMalformed(Throwable failure) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    return failure instanceof EofException && !connection.isInputShutdown();
  }

  private void fail(Throwable failure) {
    bytes.discard();
    whole.completeExceptionally(failure);
  }
}
