package io.github.mnistdl4j.serving;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request until its answer; whoever answers first wins. Safe to use from several threads. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean arrived;
  private volatile long limitSeconds;

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /**
   * Sees to it that the request is answered in so many seconds, if only with an error, and that
   * writing the answer takes no longer than that again.
   */
  void limitTime(long seconds) {
    limitSeconds = seconds;
    Scheduler.Task task =
        request.getComponents().getScheduler().schedule(this::giveUp, seconds, TimeUnit.SECONDS);
    CompletableFuture<Void> unused = ended.thenRun(task::cancel);
  }

  private void giveUp() {
    if (arrived) {
      fail(
          new RequestException(
              RequestException.UNAVAILABLE, "no answer was found in time; try again later"));
    } else {
      fail(new RequestException(RequestException.TIMEOUT, "the request took too long to arrive"));
      request.fail(new TimeoutException("the body took too long"));
    }
  }

  Request request() {
    return request;
  }

  /** A header's value; empty if there is none. */
  String header(HttpHeader name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** Reads the body; see {@link Body#read}. */
  CompletableFuture<byte[]> body(BodyLimits limits) {
    return Body.read(request, limits, ended)
        .whenComplete((bytes, failure) -> arrived = failure == null);
  }

  /** Whether it has its answer, so that more work on it is wasted. */
  boolean isEnded() {
    return answered.get();
  }

  /**
   * Has a worker do some of the request's work, unless the request has ended by then.
   *
   * @param workers reject what is too much
   * @throws RequestException if they do (429)
   */
  CompletableFuture<Void> onWorker(Executor workers, Runnable work) {
    arrived = true;
    Runnable unlessEnded =
        () -> {
          if (!isEnded()) {
            work.run();
          }
        };
    try {
      return CompletableFuture.runAsync(unlessEnded, workers);
    } catch (RejectedExecutionException e) {
      throw new RequestException(
          RequestException.TOO_MANY, "too many pictures are waiting; try again later");
    }
  }

  /** Sets a header of the answer to come. */
  void setHeader(HttpHeader name, String value) {
    response.getHeaders().put(name, value);
  }

  void answer(Reply reply) {
    if (answered.compareAndSet(false, true)) {
      send(reply);
    }
  }

  private void send(Reply reply) {
    ended.complete(null);
    response.setStatus(reply.status());
    setHeader(HttpHeader.CONTENT_TYPE, reply.type());
    setHeader(HttpHeader.CONTENT_LENGTH, String.valueOf(reply.body().remaining()));
    response.write(true, reply.body().slice(), limitWriting());
  }

  /** Closes the connection of a client that takes its answer too slowly. */
  private Callback limitWriting() {
    if (limitSeconds == 0) {
      return callback;
    }
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    Scheduler.Task task =
        request
            .getComponents()
            .getScheduler()
            .schedule(endPoint::close, limitSeconds, TimeUnit.SECONDS);
    return Callback.from(task::cancel, callback);
  }

  /** What a request waits for; no longer when it has been answered. */
  <T> CompletableFuture<T> withdrawing(CompletableFuture<T> work) {
    CompletableFuture<Void> unused = ended.thenRun(() -> work.cancel(false));
    return work;
  }

  /** Answers with what goes wrong in work that answers otherwise. */
  void follow(CompletableFuture<?> work) {
    CompletableFuture<?> unused =
        work.whenComplete(
            (result, failure) -> {
              if (failure != null) {
                fail(failure);
              }
            });
  }

  /** Answers with what went wrong. */
  void fail(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RequestException told) {
      refuse(told);
    } else if (cause instanceof EofException || cause instanceof TimeoutException) {
      refuse(new RequestException(RequestException.TIMEOUT, "the body did not arrive"));
    } else if (!answered.get()) { // what fails afterwards, such as late reading, is no news
      LOG.error("A request failed", cause);
      refuse(
          new RequestException(
              RequestException.INTERNAL, "something went wrong here that should not"));
    }
  }

  private void refuse(RequestException told) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    if (told.isPassing()) {
      setHeader(HttpHeader.RETRY_AFTER, "1");
    }
    if (told.status() == RequestException.TIMEOUT || told.status() == RequestException.TOO_LARGE) {
      setHeader(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    send(Reply.error(told.status(), told.getMessage()));
  }
}
