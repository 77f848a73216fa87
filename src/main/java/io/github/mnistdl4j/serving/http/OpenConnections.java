package io.github.mnistdl4j.serving.http;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Knows the open connections, and closes those that must go.
 *
 * <p>When the limit is reached, the connection that has been idle for longest makes room for a new
 * one. If all are busy, the new one belongs to a reserve for health checks and metrics: requests of
 * {@link RouteKind#WORK} are answered with 503 there. Connections on which a request's header takes
 * too long to arrive are closed; Jetty itself closes those on which nothing arrives, but one byte
 * per second would keep a connection open for hours. Safe to use from several threads.
 */
final class OpenConnections implements Connection.Listener {
  /**
   * Number of connections beyond the limit: for probes, scrapers and clients that are told to wait.
   */
  static final int RESERVE = 128;

  /** Longer than a busy client pauses between two requests. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<Connection, WatchedConnection> connections = new ConcurrentHashMap<>();
  private final int most;
  private final long patienceNanos;
  private final LongSupplier nanoTime;
  private final Consumer<Refusal> refusals;
  private volatile boolean stopping;
  private volatile boolean stopped;

  OpenConnections(
      int most, long patienceSeconds, LongSupplier nanoTime, Consumer<Refusal> refusals) {
    this.most = most;
    this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    this.nanoTime = nanoTime;
    this.refusals = refusals;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection) {
      return; // what it carries counts
    }
    WatchedConnection opened = new WatchedConnection(connection, nanoTime.getAsLong());
    connections.put(connection, opened);
    if (isFull()) {
      makeRoomFor(opened);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  private boolean isFull() {
    return connections.size() > most;
  }

  /** Synchronized, so that two new ones do not both count the connection that goes. */
  private synchronized void makeRoomFor(WatchedConnection opened) {
    if (!isFull()) {
      return;
    }
    long now = nanoTime.getAsLong();
    boolean reserveLeft = connections.size() <= most + RESERVE;
    Optional<WatchedConnection> idle =
        connections.values().stream()
            .filter(each -> each != opened && each.isDispensable())
            .filter(each -> !reserveLeft || now - each.quietSince() > IDLE_NANOS)
            .min(
                Comparator.comparing(WatchedConnection::isArriving)
                    .thenComparingLong(WatchedConnection::quietSince));
    if (idle.isPresent()) {
      close(idle.get(), Refusal.CONNECTION_IDLE);
    } else if (reserveLeft) {
      opened.putInReserve();
    } else {
      close(opened, Refusal.CONNECTIONS_FULL);
    }
  }

  private void close(WatchedConnection superfluous, Refusal why) {
    if (connections.remove(superfluous.connection()) != null) {
      refusals.accept(why);
    }
    superfluous.connection().getEndPoint().close();
  }

  /** Notes that a request's header has arrived. */
  void arrived(Request request) {
    @Nullable WatchedConnection watched = watched(request);
    if (watched != null) {
      watched.arrived();
    }
  }

  /** Notes that a request has been answered, and its answer logged. */
  void answered(Request request) {
    @Nullable WatchedConnection watched = watched(request);
    if (watched != null) {
      watched.answered(nanoTime.getAsLong());
    }
  }

  private @Nullable WatchedConnection watched(Request request) {
    return connections.get(request.getConnectionMetaData().getConnection());
  }

  /**
   * Lets a request pass to its endpoint.
   *
   * @throws RequestException if there are too many connections, or the server ends (503)
   */
  void admit(Request request, RouteKind kind) {
    boolean works = kind == RouteKind.WORK || kind == RouteKind.CHANGE;
    if (works && isInReserve(request)) {
      throw new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          Refusal.CONNECTIONS_BUSY,
          "all of %d connections are busy (serving.max-connections); try again later"
              .formatted(most));
    }
    if ((works && isLate(request)) || (kind == RouteKind.READINESS && stopping)) {
      throw new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          Refusal.SHUTTING_DOWN,
          "the server is shutting down; ask another one");
    }
  }

  private boolean isInReserve(Request request) {
    @Nullable WatchedConnection watched = watched(request);
    return watched != null && watched.isInReserve() && (isFull() || watched.leaveReserve());
  }

  private boolean isLate(Request request) {
    @Nullable WatchedConnection watched = watched(request);
    return stopped && (watched == null || !watched.owesAnswer());
  }

  /** Closes connections whose header takes too long to arrive; to be called regularly. */
  void sweep() {
    long now = nanoTime.getAsLong();
    connections.values().stream()
        .filter(each -> each.isTooSlow(now, patienceNanos))
        .forEach(each -> close(each, Refusal.SLOW_CLIENT));
  }

  /** From now on, says that the server is not ready. */
  void announceStop() {
    stopping = true;
  }

  /** From now on, refuses all requests but those whose first byte has been read. */
  void stop() {
    connections.values().forEach(WatchedConnection::noteDebt);
    stopped = true;
  }

  /**
   * Returns whether an answer is the last one on its connection, which is beyond the limit, or on
   * which no further request has arrived while the server ends.
   *
   * @param whole whether all of the request has been read
   */
  boolean isLast(Request request, boolean whole) {
    @Nullable WatchedConnection watched = watched(request);
    return isInReserve(request) || (stopping && !(whole && watched != null && watched.hasMore()));
  }

  /** Returns for how many of so many seconds to wait for the rest of a request's body. */
  long patience(Request request, long seconds) {
    return isInReserve(request) ? 1 : seconds;
  }

  /** Returns whether all requests that came in time have been answered. */
  boolean isDone() {
    return connections.values().stream().noneMatch(WatchedConnection::owesAnswer);
  }
}
