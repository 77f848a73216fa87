package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.HttpServer;
import io.github.mnistdl4j.serving.http.ServerSettings;
import io.github.mnistdl4j.serving.http.ServingException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Answers HTTP requests with a network's predictions until it is closed. Safe to use from several
 * threads.
 */
public final class InferenceServer implements AutoCloseable {
  private final HttpServer http;
  private final ServerParts parts;

  private InferenceServer(HttpServer http, ServerParts parts) {
    this.http = http;
    this.parts = parts;
  }

  /**
   * Loads a model, then starts to listen.
   *
   * @param source loads the model; asked again by {@link #reload}
   * @throws ServingException if it cannot listen there
   * @throws RuntimeException that the source throws
   */
  public static InferenceServer start(ServerSettings settings, Supplier<ServedModel> source) {
    return start(settings, source, ListedRuns.NONE);
  }

  /** Starts as {@link #start(ServerSettings, Supplier)} does, and shows runs beside the model. */
  public static InferenceServer start(
      ServerSettings settings, Supplier<ServedModel> source, ListedRuns runs) {
    ServerParts parts = ServerParts.start(new Models(source), settings.limits());
    AccessLog accessLog = new AccessLog(settings.limits().accessLog(), InstantSource.system());
    RequestRecorder recorder = new RequestRecorder(parts.metrics(), accessLog);
    try {
      return new InferenceServer(
          HttpServer.start(settings, Routes.of(settings, parts, runs), recorder), parts);
    } catch (ServingException e) {
      parts.close();
      throw e;
    }
  }

  /**
   * Loads a model and starts to listen, as the others do, after requests of its own: the first ones
   * of others are answered about as fast as later ones then. That takes 0.6 seconds.
   */
  public static InferenceServer startWarm(
      ServerSettings settings, Supplier<ServedModel> source, ListedRuns runs) {
    ServedModel first = source.get();
    WarmUp.run(settings, first);
    AtomicBoolean started = new AtomicBoolean();
    return start(settings, () -> started.getAndSet(true) ? source.get() : first, runs);
  }

  /** Returns where it listens. */
  public URI address() {
    return http.address();
  }

  /** Returns the model that is served now. */
  public ServedModel model() {
    return parts.models().current();
  }

  /**
   * Loads the model again, which may be that of a newer run by now. If that fails, the log says why
   * and the server continues with the model that it has.
   */
  public void reload() {
    boolean unused = parts.reload();
  }

  /** Accepts no more requests, answers those that it has, for a bounded time, and ends. */
  @Override
  public void close() {
    http.close();
    parts.close();
  }
}
