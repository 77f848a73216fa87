package io.github.mnistdl4j.serving.http;

import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Answers HTTP requests within limits until it is closed. Safe to use from several threads. */
public final class HttpServer implements AutoCloseable {
  /** Besides those that work on bodies: to accept, read and answer what keeps no thread long. */
  private static final int FREE_THREADS = 28;

  /**
   * How long an idle connection is kept: longer than the 60 seconds of proxies and load balancers,
   * so that they close first and never send a request on a connection that is being closed.
   */
  private static final long KEEP_ALIVE_SECONDS = 75;

  /** Long enough to read what has already arrived at this machine, even at a busy one. */
  private static final long READ_MILLIS = 200;

  private static final long POLL_MILLIS = 5;

  private final Server server;
  private final ServerConnector connector;
  private final String host;
  private final Optional<Tls> tls;
  private final OpenConnections connections;
  private final Duration drain;

  private HttpServer(ServerSettings settings, ServerLog log) {
    host = settings.hostInUrls();
    tls = settings.certificate().map(Tls::new);
    QueuedThreadPool threads =
        new QueuedThreadPool(maxThreads(Runtime.getRuntime().availableProcessors()));
    threads.setName("http");
    threads.setDaemon(true);
    server = new Server(threads, new ScheduledExecutorScheduler("http-timer", true), null);
    connections =
        new OpenConnections(
            settings.limits().maxConnections(),
            settings.limits().requestTimeout(),
            System::nanoTime,
            log::refused);
    server.setRequestLog(
        (request, response) -> {
          try {
            log.log(request, response);
          } finally { // else it would seem to be answered for ever
            connections.answered(request);
          }
        });
    server.setErrorHandler(new JsonErrors());
    drain = settings.timeToAnswer();
    connector = connector(server, settings, tls);
    server.addConnector(connector);
    connector.addBean(connections);
  }

  /** Returns how many threads a server has at most, of which work on bodies never takes all. */
  static int maxThreads(int cores) {
    return WorkLanes.count(cores) + FREE_THREADS;
  }

  private static ServerConnector connector(
      Server server, ServerSettings settings, Optional<Tls> tls) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(ServerSettings.HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    tls.ifPresent(each -> connector.addFirstConnectionFactory(each.connections()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    // longer than a request may take, so that this never meets the error that ends a request
    long whileAnswering = settings.limits().requestTimeout() + 1L;
    http.setIdleTimeout(TimeUnit.SECONDS.toMillis(whileAnswering));
    connector.setIdleTimeout(
        TimeUnit.SECONDS.toMillis(Math.max(whileAnswering, KEEP_ALIVE_SECONDS)));
    connector.setAcceptQueueSize(settings.limits().maxConnections() + OpenConnections.RESERVE);
    return connector;
  }

  /**
   * Starts to listen.
   *
   * @param log told of each request when it has been answered, and of what is refused
   * @throws ServingException if it cannot listen there
   */
  public static HttpServer start(ServerSettings settings, List<Route> routes, ServerLog log) {
    HttpServer started = new HttpServer(settings, log);
    started.server.setHandler(new Router(routes, settings, started.resources(settings, log)));
    try {
      started.server.start();
    } catch (Exception e) {
      started.close();
      throw new ServingException(
          "Cannot listen on port %d of %s: %s"
              .formatted(settings.port(), settings.host(), reason(e)),
          e);
    }
    started.sweepRegularly();
    started.tls.ifPresent(
        each -> each.watch(started.server.getScheduler(), started.server.getThreadPool()));
    return started;
  }

  private RequestResources resources(ServerSettings settings, ServerLog log) {
    return RequestResources.of(
        settings.limits(), connections, server.getThreadPool(), log::refused);
  }

  private static String reason(Throwable failure) {
    if (failure.getCause() != null) {
      return reason(failure.getCause());
    }
    if (failure instanceof UnresolvedAddressException) {
      return "there is no such host. Choose an address of this machine with --host.";
    }
    String found = String.valueOf(failure.getMessage());
    if (found.contains("in use")) {
      return "another program does. Stop it, or choose another port (0: any that is free).";
    }
    if (found.contains("out of range")) {
      return "ports go from 1 to 65535, and 0 is any that is free.";
    }
    if (found.contains("Permission denied")) {
      return "only root may. Choose a port of 1024 or above.";
    }
    if (found.contains("Cannot assign")) {
      return "this machine does not have that address. Choose one with --host.";
    }
    return found + ".";
  }

  private void sweepRegularly() {
    Runnable sweep =
        () -> {
          sweepRegularly();
          connections.sweep();
        };
    server.getScheduler().schedule(sweep, 1, TimeUnit.SECONDS);
  }

  /** Returns where it listens. */
  public URI address() {
    String scheme = tls.isPresent() ? "https" : "http";
    return URI.create("%s://%s:%d/".formatted(scheme, host, connector.getLocalPort()));
  }

  /**
   * Stops being ready, answers the requests that have arrived, for as long as {@link
   * ServerSettings#timeToAnswer}, and ends. Meanwhile new ones are told to ask another server.
   */
  @Override
  public void close() {
    connections.announceStop();
    if (server.isStarted()) {
      drain();
    }
    closeNow();
  }

  /** Ends at once, without waiting for answers. */
  public void closeNow() {
    try {
      server.stop();
    } catch (Exception e) {
      // it waited long enough for what was under way
    }
  }

  private void drain() {
    long end = System.nanoTime() + drain.toNanos();
    try {
      Thread.sleep(READ_MILLIS);
      connections.stop();
      while (!connections.isDone() && System.nanoTime() < end) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
