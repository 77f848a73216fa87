package io.github.mnistdl4j.serving.http;

import java.util.Objects;
import java.util.Optional;
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

/**
 * A request until it is answered: with its endpoint's reply, with what goes wrong, or because its
 * time is over, whichever comes first. To take the answer a client has as long again. Safe to use
 * from several threads.
 */
public final class Exchange {
  private final Request request;
  private final BodyLimits bodies;
  private final BodyLimits pictures;
  private final long seconds;
  private final OpenConnections connections;
  private final Scheduler timers;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private volatile boolean arrived;

  Exchange(
      Request request,
      BodyLimits bodies,
      BodyLimits pictures,
      long seconds,
      OpenConnections connections) {
    this.request = request;
    this.bodies = bodies;
    this.pictures = pictures;
    this.seconds = seconds;
    this.connections = connections;
    this.timers = request.getComponents().getScheduler();
  }

  /** Returns the request, whose body is read by {@link #body} only. */
  public Request request() {
    return request;
  }

  /** Returns a header's value; empty if there is none. */
  public String header(HttpHeader name) {
    return Objects.requireNonNullElse(request.getHeaders().get(name), "");
  }

  /**
   * Reads the body, for which no thread waits, unpacked if it is compressed.
   *
   * @return completed with all bytes, or with a {@link RequestException} if there are too many
   */
  public CompletableFuture<byte[]> body() {
    return body(CompletableFuture::completedFuture);
  }

  /**
   * Reads the body, for which no thread waits, unpacked if it is compressed, and works on it. Until
   * that is done, the bytes count as held in memory.
   *
   * @return completed with the result, or with a {@link RequestException} if there are too many
   *     bytes
   */
  public <T> CompletableFuture<T> body(Function<byte[], CompletableFuture<T>> work) {
    return read(bodies).thenCompose(bytes -> start(work, bytes));
  }

  private <T> CompletableFuture<T> start(
      Function<byte[], CompletableFuture<T>> work, byte[] bytes) {
    CompletableFuture<T> result;
    try {
      result = work.apply(bytes);
    } catch (Throwable e) {
      result = CompletableFuture.failedFuture(e);
    }
    return result.whenComplete((done, failure) -> bodies.release(bytes.length));
  }

  /**
   * Reads the body, which is a picture and so may be large, for which no thread waits, and asks a
   * question about it on an executor. Until that is done, the picture counts as held in memory.
   *
   * @return completed with the question's answer, or with a {@link RequestException} if there are
   *     too many bytes (413), or all pictures that are held have (429)
   */
  public <T> CompletableFuture<T> askPicture(Function<byte[], T> question, Executor executor) {
    CompletableFuture<T> answer = cancelWhenAnswered(new CompletableFuture<>());
    CompletableFuture<Void> unused =
        read(pictures)
            .thenAccept(
                bytes -> execute(executor, () -> ask(bytes, question, answer), bytes.length))
            .exceptionally(
                failure -> {
                  answer.completeExceptionally(failure);
                  return null;
                });
    return answer;
  }

  private static <T> void ask(
      byte[] bytes, Function<byte[], T> question, CompletableFuture<T> answer) {
    try {
      if (!answer.isDone()) { // else it comes too late
        answer.complete(question.apply(bytes));
      }
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  /** Gives back the room of a picture when the work on it is done, or if there is to be none. */
  private void execute(Executor executor, Runnable work, int bytes) {
    try {
      executor.execute(
          () -> {
            work.run();
            pictures.release(bytes);
          });
    } catch (RequestException e) {
      pictures.release(bytes);
      throw e;
    }
  }

  private CompletableFuture<byte[]> read(BodyLimits limits) {
    Optional<ContentCoding> coding = ContentCoding.of(header(HttpHeader.CONTENT_ENCODING));
    CompletableFuture<byte[]> sent =
        Body.read(request, limits).whenComplete((bytes, failure) -> arrived = failure == null);
    return coding.isEmpty() ? sent : sent.thenApply(bytes -> coding.get().unpack(bytes, limits));
  }

  /** Cancels work that is not done when the request is answered, as when its time is over. */
  public <T> CompletableFuture<T> cancelWhenAnswered(CompletableFuture<T> work) {
    CompletableFuture<Reply> unused = reply.whenComplete((sent, failure) -> work.cancel(false));
    return work;
  }

  /** Returns the server's threads, on which replies are made. */
  public Executor executor() {
    return request.getComponents().getExecutor();
  }

  /** Answers the request with what the endpoint replies, or with the error in its place. */
  void answer(Supplier<CompletableFuture<Reply>> endpoint, Response response, Callback callback) {
    CompletableFuture<Boolean> unused =
        CompletableFuture.completedFuture(endpoint)
            .thenCompose(Supplier::get)
            .handle(
                (made, failure) ->
                    failure == null ? reply.complete(made) : reply.completeExceptionally(failure));
    endAfter(seconds, () -> reply.completeExceptionally(new TimeoutException()), reply);
    CompletableFuture<Void> unusedToo =
        reply.exceptionally(this::explain).thenAccept(sent -> send(sent, response, callback));
  }

  /** Ends work that is not done in time; work that is done already needs no timer. */
  private void endAfter(long patience, Runnable end, CompletableFuture<?> work) {
    if (!work.isDone()) {
      Scheduler.Task timer = timers.schedule(end, patience, TimeUnit.SECONDS);
      CompletableFuture<?> unused = work.whenComplete((result, failure) -> timer.cancel());
    }
  }

  private Reply explain(Throwable failure) {
    if (!arrived && failure instanceof TimeoutException) {
      request.fail(failure); // ends the reading of the body
    }
    return JsonErrors.explain(failure, arrived);
  }

  /**
   * Sends a reply and then drops what the client still sends of its body, so that neither the reply
   * nor the next request on this connection is lost. Closes the connection of a client that is too
   * slow for that.
   */
  private void send(Reply sent, Response response, Callback callback) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    long patience = connections.patience(request, seconds);
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Callback end = Callback.from(() -> taken.complete(true), callback);
    Reply packed =
        ContentCoding.wanted(header(HttpHeader.ACCEPT_ENCODING)).map(sent::packed).orElse(sent);
    boolean bodyWaits = request.getHeaders().contains(HttpHeader.EXPECT) && !arrived;
    boolean bodyless = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) <= 0;
    if (connections.isLast(request, arrived || bodyless)) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    packed.writeTo(
        response,
        bodyWaits
            ? end
            : Callback.from(
                () -> Content.Source.consumeAll(request, Callback.from(end::succeeded)),
                end::failed));
    endAfter(patience, connection::close, taken);
  }
}
