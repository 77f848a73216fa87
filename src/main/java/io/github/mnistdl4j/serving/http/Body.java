package io.github.mnistdl4j.serving.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it comes. Jetty's own readers keep the buffer of each chunk, 8 KiB even
 * for a chunk of one byte, and know no bound of all bodies together.
 */
final class Body {
  private final Request request;
  private final BodyLimits limits;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private Body(Request request, BodyLimits limits) {
    this.request = request;
    this.limits = limits;
  }

  static CompletableFuture<byte[]> read(Request request, BodyLimits limits) {
    limits.require(request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH));
    Body body = new Body(request, limits);
    body.readWhatIsThere();
    return body.whole.whenComplete((all, failure) -> limits.release(body.bytes.size()));
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
      whole.completeExceptionally(e);
    }
  }

  private void take(Chunk chunk) {
    if (Chunk.isFailure(chunk)) {
      whole.completeExceptionally(chunk.getFailure());
      return;
    }
    try {
      byte[] part = new byte[chunk.remaining()];
      limits.reserve(bytes.size(), part.length);
      chunk.getByteBuffer().get(part);
      bytes.write(part, 0, part.length);
      if (chunk.isLast()) {
        whole.complete(bytes.toByteArray());
      }
    } finally {
      chunk.release();
    }
  }
}
