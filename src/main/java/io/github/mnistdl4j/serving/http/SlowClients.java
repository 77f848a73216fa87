package io.github.mnistdl4j.serving.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which a request's header takes too long to arrive. Jetty itself closes
 * those on which nothing arrives; one byte per second would keep a connection for hours. Safe to
 * use from several threads.
 */
final class SlowClients implements Connection.Listener {
  /** Whether a connection's request is being answered, and since when one has been arriving. */
  private static final class Watch {
    private volatile boolean answering;
    private volatile long bytesBefore;
    private volatile long arrivingSince;
  }

  private static final long NOTHING = 0;

  private final Map<Connection, Watch> connections = new ConcurrentHashMap<>();
  private final long patienceNanos;
  private final LongSupplier nanoTime;

  SlowClients(long patienceSeconds, LongSupplier nanoTime) {
    this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    this.nanoTime = nanoTime;
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new Watch());
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  /** Stops watching a connection whose request's header has arrived, until that is answered. */
  void arrived(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    @Nullable Watch watch = connections.get(connection);
    if (watch != null) {
      watch.answering = true;
      Request.addCompletionListener(
          request,
          failure -> {
            watch.bytesBefore = connection.getBytesIn();
            watch.arrivingSince = NOTHING;
            watch.answering = false;
          });
    }
  }

  /** Closes connections whose header has been arriving for too long; to be called regularly. */
  void sweep() {
    connections.forEach(this::check);
  }

  private void check(Connection connection, Watch watch) {
    if (watch.answering || connection.getBytesIn() == watch.bytesBefore) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (watch.arrivingSince == NOTHING) {
      watch.arrivingSince = now;
    } else if (now - watch.arrivingSince > patienceNanos) {
      connection.getEndPoint().close();
    }
  }
}
