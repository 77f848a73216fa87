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
  private boolean closed;

  private Body(Request request, BodyLimits limits) {
    this.request = request;
    this.limits = limits;
  }

  /**
   * Starts to read.
   *
   * @param ended completed when nobody wants the body any more
   * @return completed with all bytes, or with a {@link RequestException} if there are too many
   */
  static CompletableFuture<byte[]> read(
      Request request, BodyLimits limits, CompletableFuture<Void> ended) {
    if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limits.maxBytes()) {
      return CompletableFuture.failedFuture(limits.tooLarge());
    }
    Body body = new Body(request, limits);
    CompletableFuture<Void> unused = ended.thenRun(body::close);
    body.run();
    return body.whole.whenComplete((all, failure) -> body.close());
  }

  @Override
  public void run() {
    try {
      readWhatIsThere();
    } catch (IllegalStateException e) { // the request was answered meanwhile
      whole.completeExceptionally(e);
    }
  }

  private void readWhatIsThere() {
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
    try {
      append(chunk);
      if (chunk.isLast()) {
        whole.complete(bytes.toByteArray());
      }
    } catch (RequestException e) {
      whole.completeExceptionally(e);
    } finally {
      chunk.release();
    }
  }

  private synchronized void append(Chunk chunk) {
    if (closed) {
      throw new RequestException(RequestException.TIMEOUT, "the body came too late");
    }
    byte[] part = new byte[chunk.remaining()];
    limits.reserve(bytes.size(), part.length);
    chunk.getByteBuffer().get(part);
    bytes.write(part, 0, part.length);
  }

  /** Gives back the room that was taken, once. */
  private synchronized void close() {
    if (!closed) {
      closed = true;
      limits.release(bytes.size());
    }
  }
}
