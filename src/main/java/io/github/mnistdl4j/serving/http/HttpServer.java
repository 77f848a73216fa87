package io.github.mnistdl4j.serving.http;

import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Answers HTTP requests within limits until it is closed. Safe to use from several threads. */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_THREADS = 32;
  private static final int HEADER_BYTES = 8192;
  private static final long DRAIN_SECONDS = 5;

  /** Together with what is closed afterwards, less than Ctrl-C is given. */
  private static final long MAX_DRAIN_SECONDS = 40;

  private final Server server;
  private final ServerConnector connector;

  private HttpServer(ServerSettings settings, RequestLog log) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    server = new Server(threads, new ScheduledExecutorScheduler("http-timer", true), null);
    server.setRequestLog(log);
    server.setErrorHandler(new JsonErrors());
    long drain = settings.limits().requestTimeout() + DRAIN_SECONDS;
    server.setStopTimeout(TimeUnit.SECONDS.toMillis(Math.min(drain, MAX_DRAIN_SECONDS)));
    connector = connector(server, settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.limits().maxConnections(), connector));
  }

  private static ServerConnector connector(Server server, ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    // longer than a request may take, so that this never meets the error that ends a request
    connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(settings.limits().requestTimeout() + 1));
    connector.setAcceptQueueSize(settings.limits().maxConnections());
    return connector;
  }

  /**
   * Starts to listen.
   *
   * @param log is told of each request when it has been answered
   * @throws ServingException if it cannot listen there
   */
  public static HttpServer start(ServerSettings settings, List<Route> routes, RequestLog log) {
    HttpServer started = new HttpServer(settings, log);
    SlowClients slowClients = new SlowClients(settings.limits().requestTimeout(), System::nanoTime);
    started.connector.addBean(slowClients);
    started.server.setHandler(new GracefulHandler(new Router(routes, settings, slowClients)));
    try {
      started.server.start();
    } catch (Exception e) {
      started.close();
      throw new ServingException(
          "Cannot listen on port %d of %s: %s"
              .formatted(settings.port(), settings.host(), reason(e)),
          e);
    }
    started.sweepRegularly(slowClients);
    return started;
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
      return "another program does. Stop it, or choose another --port (0: any that is free).";
    }
    if (found.contains("Permission denied")) {
      return "only root may. Choose a --port of 1024 or above.";
    }
    if (found.contains("Cannot assign")) {
      return "this machine does not have that address. Choose one with --host.";
    }
    return found + ".";
  }

  private void sweepRegularly(SlowClients slowClients) {
    Runnable sweep =
        () -> {
          sweepRegularly(slowClients);
          slowClients.sweep();
        };
    server.getScheduler().schedule(sweep, 1, TimeUnit.SECONDS);
  }

  /** Returns where it listens. */
  public URI address() {
    return server.getURI();
  }

  /** Accepts no more, answers what it has, for a bounded time, and ends. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // it waited long enough for what was under way
    }
  }
}
