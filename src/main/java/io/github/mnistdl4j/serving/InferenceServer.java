package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.MnistDl4jException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests with a network's predictions until it is closed. Safe to use from several
 * threads.
 */
public final class InferenceServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InferenceServer.class);
  private static final int MAX_THREADS = 32;
  private static final int HEADER_BYTES = 8192;
  private static final long DRAIN_SECONDS = 5;

  /** With what is to be closed afterwards, less than Ctrl-C is given. */
  private static final long MAX_DRAIN_SECONDS = 40;

  private final Server server;
  private final ServerConnector connector;
  private final ServerParts services;
  private final Models models;

  private InferenceServer(Server server, ServerConnector connector, ServerParts services) {
    this.server = server;
    this.connector = connector;
    this.services = services;
    this.models = services.models();
  }

  /**
   * Loads a model, then starts to listen.
   *
   * @param source loads the model; asked again by {@link #reload}
   * @throws ServingException if it cannot listen there
   * @throws RuntimeException that the source throws
   */
  public static InferenceServer start(ServerSettings settings, Supplier<ServedModel> source) {
    Models models = new Models(source);
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads, new ScheduledExecutorScheduler("http-timer", true), null);
    ServerConnector connector = connector(server, settings);
    ServerParts services = ServerParts.start(models, settings.limits(), threads);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.limits().maxConnections(), connector));
    server.setRequestLog(new RequestRecorder(services.metrics()));
    server.setErrorHandler(new JsonErrors());
    SlowClients slowClients = new SlowClients(settings.limits().requestTimeout(), System::nanoTime);
    connector.addBean(slowClients);
    server.setHandler(
        new GracefulHandler(
            new Router(
                Routes.of(settings, services),
                settings.token(),
                settings.limits(),
                slowClients,
                settings.isLocal())));
    server.setStopTimeout(
        TimeUnit.SECONDS.toMillis(
            Math.min(settings.limits().requestTimeout() + DRAIN_SECONDS, MAX_DRAIN_SECONDS)));
    InferenceServer started = new InferenceServer(server, connector, services);
    started.listen(settings);
    started.sweepRegularly(slowClients);
    return started;
  }

  private static ServerConnector connector(Server server, ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(settings.limits().requestTimeout()));
    connector.setAcceptQueueSize(settings.limits().maxConnections());
    return connector;
  }

  private void listen(ServerSettings settings) {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw ListenFailure.explain(settings, e);
    }
  }

  private void sweepRegularly(SlowClients slowClients) {
    server
        .getScheduler()
        .schedule(
            () -> {
              try {
                slowClients.sweep();
              } catch (RuntimeException e) {
                LOG.error("Slow connections were not closed", e);
              } finally {
                sweepRegularly(slowClients);
              }
            },
            1,
            TimeUnit.SECONDS);
  }

  /** Where it listens. */
  public URI address() {
    String host = connector.getHost();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://%s:%d/".formatted(bracketed, connector.getLocalPort()));
  }

  /** The model that is served now. */
  public ServedModel model() {
    return models.current();
  }

  /**
   * Loads the model again; it may be a newer run then. Where that fails, the log says why and the
   * old one goes on.
   */
  public void reload() {
    try {
      models.reload();
    } catch (MnistDl4jException e) {
      LOG.error("The newest run cannot be served: {}", e.getMessage());
    }
  }

  /** Accepts no more, answers what it has, for a bounded time, and ends. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // it waited long enough for what was under way
    }
    services.close();
  }
}
