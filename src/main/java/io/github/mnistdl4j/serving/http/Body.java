package io.github.mnistdl4j.serving.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it arrives. Jetty's own readers keep the buffer of each chunk, 8 KiB
 * even for a chunk of one byte, and have no limit for all bodies together.
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
   * Reads a body and reserves room for it.
   *
   * @return completed with all bytes, whose room must be released when they are no longer needed;
   *     or with what went wrong, and then nothing is to be released
   * @throws RequestException if the client announces too many bytes (413), or sends them in a
   *     transfer coding other than chunks (501)
   */
  static CompletableFuture<byte[]> read(Request request, BodyLimits limits) {
    requireChunks(request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING));
    long announced = announced(request);
    limits.require(announced);
    int most = announced < 0 ? limits.maxBytes() : (int) announced;
    Body body = new Body(request, new BoundedBytes(limits, most));
    body.readWhatIsThere();
    return body.whole;
  }

  /** Refuses codings such as {@code gzip, chunked}, of which Jetty would only read the chunks. */
  private static void requireChunks(List<String> codings) {
    String found = String.join(", ", codings);
    if (!found.isEmpty() && !found.equalsIgnoreCase("chunked")) {
      throw new RequestException(
          HttpStatus.NOT_IMPLEMENTED_501,
          "Transfer-Encoding is \"%.40s\", but must be chunked; gzip and deflate are for Content-Encoding"
              .formatted(found));
    }
  }

  /** Returns the announced length of a request's body in bytes; negative if there is none. */
  static long announced(Request request) {
    return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
  }

  /** Returns whether a request has a body. */
  static boolean isIn(Request request) {
    return announced(request) > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
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
      Throwable failure = chunk.getFailure();
      fail(
          isMalformed(failure)
              ? RequestException.badRequest(
                  "the body's chunks are malformed (RFC 9112, section 7.1)")
              : failure);
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

  /** Returns whether a chunk was malformed, which Jetty reports as if the connection had ended. */
  private boolean isMalformed(Throwable failure) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    return failure instanceof EofException && !connection.isInputShutdown();
  }

  private void fail(Throwable failure) {
    bytes.discard();
    whole.completeExceptionally(failure);
  }
}
