package io.github.mnistdl4j.report.live;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.run.Application;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.HttpServer;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves a page that follows a run, to browsers of this machine, until it is closed. Safe to use
 * from several threads.
 *
 * <p>The page asks for what is new again and again; each answer waits for a second, so that news
 * comes at that pace, but not when the server is closed: then all pages that wait are told how the
 * training ended, and nobody has to wait for them.
 *
 * <pre>{@code
 * try (LiveServer live = LiveServer.start(0, () -> Optional.of(directory))) {
 *   System.out.println("Watch it: " + live.address());
 *   new TrainingRun(config, data, directory, clock).train(callback, () -> false);
 * }
 * }</pre>
 */
public final class LiveServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long MILLISECONDS_BETWEEN_NEWS = 1000;

  /** Longer than a page takes to ask again. */
  private static final long MILLISECONDS_TO_ASK_AGAIN = 100;

  private final LiveRun run;
  private final HttpServer http;
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private volatile long lastAnswer = System.nanoTime() - TimeUnit.DAYS.toNanos(1);
  private volatile boolean closing;

  private LiveServer(int port, Supplier<Optional<RunDirectory>> run) {
    this.run = new LiveRun(run);
    List<Route> routes = new ArrayList<>(LiveFiles.routes());
    routes.add(Route.get("now", "/now/{step}/{epoch}", Endpoint.immediate(this::news)));
    routes.add(Route.get("next", "/next/{step}/{epoch}", this::next));
    ServerSettings settings =
        new ServerSettings(
            LOOPBACK,
            port,
            AppConfig.defaults().serving(),
            Optional.empty(),
            Application.current().version());
    this.http = HttpServer.start(settings, routes, (request, response) -> {});
  }

  /**
   * Starts to listen.
   *
   * @param port 0: any that is free
   * @param run asked again and again which run to follow; empty while there is none yet
   * @throws io.github.mnistdl4j.serving.http.ServingException if it cannot listen there
   */
  public static LiveServer start(int port, Supplier<Optional<RunDirectory>> run) {
    return new LiveServer(port, run);
  }

  /** Returns where it listens. */
  public URI address() {
    return http.address();
  }

  private Reply news(Map<String, String> variables) {
    return run.news(number(variables, "step"), number(variables, "epoch"));
  }

  /** Returns a number of the path; 0 for anything else, which this server's page never asks. */
  private static long number(Map<String, String> variables, String name) {
    String text = variables.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private CompletableFuture<Reply> next(Exchange exchange, Map<String, String> variables) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Runnable now = () -> answer(answer, variables);
    waiting.add(now);
    long wait = closing ? 0 : MILLISECONDS_BETWEEN_NEWS;
    CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, exchange.executor())
        .execute(now);
    return answer.whenComplete(
        (reply, failure) -> {
          lastAnswer = System.nanoTime();
          waiting.remove(now);
        });
  }

  private void answer(CompletableFuture<Reply> answer, Map<String, String> variables) {
    if (!answer.isDone()) {
      try {
        answer.complete(news(variables));
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }
  }

  /** Tells all waiting pages how the training ended, and stops listening. */
  @Override
  public void close() {
    closing = true;
    awaitQuestion();
    waiting.forEach(Runnable::run);
    http.close();
  }

  /** Waits a moment for a page that was just answered and is about to ask again. */
  private void awaitQuestion() {
    long end = lastAnswer + TimeUnit.MILLISECONDS.toNanos(MILLISECONDS_TO_ASK_AGAIN);
    try {
      while (waiting.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
