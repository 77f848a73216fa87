package io.github.mnistdl4j.serving;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads a request's body as it comes, without a thread that waits for it. */
final class Body implements Runnable {
  private static final int USUAL_BYTES = 8192;

  private final Request request;
  private final BodyLimits limits;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private Body(Request request, BodyLimits limits) {
    this.request = request;
    this.limits = limits;
  }

  /**
   * Starts to read.
   *
   * @return completed with all bytes, or with a {@link RequestException} if there are too many
   */
  static CompletableFuture<byte[]> read(Request request, BodyLimits limits) {
    if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limits.maxBytes()) {
      return CompletableFuture.failedFuture(limits.tooLarge());
    }
    Body body = new Body(request, limits);
    CompletableFuture<byte[]> whole =
        body.whole.whenComplete((all, failure) -> limits.release(body.bytes.size()));
    body.run();
    return whole;
  }

  @Override
  public void run() {
    while (!whole.isDone()) {
      @Nullable Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      take(chunk);
    }
  }

  private void take(Chunk chunk) {
    if (Chunk.isFailure(chunk)) {
      whole.completeExceptionally(chunk.getFailure());
      return;
    }
    int size = chunk.remaining();
    try {
      limits.reserve(bytes.size(), size);
      byte[] part = new byte[size];
      chunk.getByteBuffer().get(part);
      bytes.write(part, 0, size);
    } catch (RequestException e) {
      whole.completeExceptionally(e);
    } finally {
      chunk.release();
    }
    if (chunk.isLast()) {
      whole.complete(bytes.toByteArray());
    }
  }
}
