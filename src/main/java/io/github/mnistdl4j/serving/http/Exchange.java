package io.github.mnistdl4j.serving.http;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request with whichever comes first: its endpoint's reply, an error, or the end of its
 * time, which counts from its first byte. The client has as long again to take the answer. Safe to
 * use from several threads.
 */
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Request request;
  private final RequestResources shared;
  private final Scheduler timers;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();

  /** Whether all of it has been read. */
  private volatile boolean arrived;

  Exchange(Request request, RequestResources shared) {
    this.request = request;
    this.shared = shared;
    this.timers = request.getComponents().getScheduler();
    this.arrived = !Body.isIn(request);
  }

  /** Returns the request, whose body only {@link #body} reads. */
  public Request request() {
    return request;
  }

  /** Returns a header's values, with commas between them; empty if there is none. */
  public String header(HttpHeader name) {
    return String.join(", ", request.getHeaders().getValuesList(name));
  }

  /**
   * Reads and unpacks the body; no thread waits for it.
   *
   * @return completed with all bytes, or with a {@link RequestException} if there are too many
   */
  public CompletableFuture<byte[]> body() {
    return body(CompletableFuture::completedFuture);
  }

  /**
   * Reads and unpacks the body, for which no thread waits, and works on it with a few of the
   * server's threads. Until that is done, the bytes count as held in memory.
   *
   * @return completed with the result, or with a {@link RequestException} if there are too many
   *     bytes
   */
  public <T> CompletableFuture<T> body(Function<byte[], CompletableFuture<T>> work) {
    return read(shared.bodies()).thenComposeAsync(sent -> use(sent, work), shared.lanes());
  }

  /**
   * Reads the body, a picture that may be large, for which no thread waits; then unpacks it and
   * asks a question about it on an executor. Until that is answered, the picture counts as held in
   * memory.
   *
   * @return completed with the question's answer, or with a {@link RequestException} if there are
   *     too many bytes (413), or all pictures that are held have (429)
   */
  public <T> CompletableFuture<T> askPicture(
      Function<byte[], CompletableFuture<T>> question, Executor executor) {
    CompletableFuture<T> answer = cancelWhenAnswered(new CompletableFuture<>());
    CompletableFuture<T> unused =
        read(shared.pictures())
            .thenCompose(sent -> sent.on(executor, body -> use(body, question)))
            .whenComplete(SentBody.passOn(answer));
    return answer;
  }

  private <T> CompletableFuture<T> use(SentBody sent, Function<byte[], CompletableFuture<T>> work) {
    if (isAnswered()) {
      sent.drop();
      return CompletableFuture.failedFuture(new CancellationException());
    }
    return sent.use(work);
  }

  private CompletableFuture<SentBody> read(BodyLimits limits) {
    Optional<ContentCoding> coding = ContentCoding.of(header(HttpHeader.CONTENT_ENCODING));
    return Body.read(request, limits)
        .whenComplete((bytes, failure) -> arrived = failure == null)
        .thenApply(bytes -> new SentBody(bytes, coding, limits));
  }

  /** Returns whether no more work on it is needed, as when its time is over. */
  public boolean isAnswered() {
    return reply.isDone();
  }

  /** Has work cancelled if the request is answered before it is done, as when its time is over. */
  public <T> CompletableFuture<T> cancelWhenAnswered(CompletableFuture<T> work) {
    CompletableFuture<Reply> unused = reply.whenComplete((sent, failure) -> work.cancel(false));
    return work;
  }

  /** Returns the threads of the server on which replies are made. */
  public Executor executor() {
    return shared.lanes()::later;
  }

  /** Answers the request with the endpoint's reply, or with an error. */
  void answer(Supplier<CompletableFuture<Reply>> endpoint, Response response, Callback callback) {
    CompletableFuture<Reply> unused =
        CompletableFuture.completedFuture(endpoint)
            .thenCompose(Supplier::get)
            .whenComplete(SentBody.passOn(reply));
    long took = System.nanoTime() - request.getBeginNanoTime();
    endAfter(
        TimeUnit.SECONDS.toNanos(shared.seconds()) - took,
        () -> reply.completeExceptionally(new TimeoutException()),
        reply);
    CompletableFuture<Reply> unusedToo =
        reply
            .exceptionally(this::explain)
            .whenComplete(
                (sent, failure) -> {
                  if (failure == null) {
                    send(sent, response, callback);
                  } else {
                    giveUp(failure, callback);
                  }
                });
  }

  /** Ends work that is not done in time; work that is already done gets no timer. */
  private void endAfter(long nanos, Runnable end, CompletableFuture<?> work) {
    if (!work.isDone()) {
      Scheduler.Task timer = timers.schedule(end, Math.max(0, nanos), TimeUnit.NANOSECONDS);
      CompletableFuture<?> unused = work.whenComplete((result, failure) -> timer.cancel());
    }
  }

  private Reply explain(Throwable failure) {
    if (!arrived && failure instanceof TimeoutException) {
      request.fail(failure); // ends the reading of the body
    }
    RequestException refusal = JsonErrors.explain(failure, arrived);
    refusal.why().ifPresent(shared.refusals());
    return Reply.error(refusal.status(), refusal.getMessage(), refusal.details());
  }

  /**
   * Sends a reply, then drops the rest of the request's body, so that neither the reply nor the
   * next request on this connection is lost. Closes the connection of a client that is too slow for
   * that.
   */
  private void send(Reply sent, Response response, Callback callback) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    long patience = shared.connections().patience(request, shared.seconds());
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Callback end = Callback.from(() -> taken.complete(true), callback);
    try {
      write(sent, response, end);
    } catch (Throwable e) {
      giveUp(e, end);
    }
    endAfter(
        TimeUnit.SECONDS.toNanos(patience),
        () -> {
          shared.refusals().accept(Refusal.SLOW_CLIENT);
          connection.close();
        },
        taken);
  }

  private void write(Reply sent, Response response, Callback end) {
    Reply packed =
        ContentCoding.wanted(header(HttpHeader.ACCEPT_ENCODING)).map(sent::packed).orElse(sent);
    boolean bodyWaits = request.getHeaders().contains(HttpHeader.EXPECT) && !arrived;
    if (shared.connections().isLast(request, arrived) || shared.isTooLarge(request)) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    packed.writeTo(
        response,
        bodyWaits
            ? end
            : Callback.from(
                () -> Content.Source.consumeAll(request, Callback.from(end::succeeded)),
                end::failed));
  }

  /** Lets {@link JsonErrors} answer a request whose reply cannot be sent. */
  private static void giveUp(Throwable failure, Callback end) {
    LOG.error("A reply cannot be sent", failure);
    end.failed(failure);
  }
}
