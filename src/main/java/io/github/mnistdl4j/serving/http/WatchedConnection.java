package io.github.mnistdl4j.serving.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/** Knows what a connection is doing. Safe to use from several threads. */
final class WatchedConnection {
  private static final long NOTHING = 0;

  private final Connection connection;

  /** Since when it is open, or its last request has been answered; in nanoseconds. */
  private volatile long quietSince;

  private volatile boolean answering;
  private volatile boolean inReserve;
  private volatile long bytesBefore;
  private volatile long arrivingSince = NOTHING;

  /** Whether a request whose first byte came before the server was told to end is unanswered. */
  private volatile boolean owesAnswer;

  WatchedConnection(Connection connection, long now) {
    this.connection = connection;
    this.quietSince = now;
  }

  /** Notes that a request's header has arrived. */
  void arrived() {
    answering = true;
  }

  /** Notes that a request has been answered, and its answer logged. */
  void answered(long now) {
    boolean more = hasMore();
    bytesBefore = more ? NOTHING : bytesIn();
    arrivingSince = NOTHING;
    quietSince = now;
    owesAnswer &= more;
    answering = false;
  }

  /**
   * Returns the bytes of requests; the detector of TLS, which waits for the first one, has none.
   */
  private long bytesIn() {
    return Math.max(0, connection.getBytesIn());
  }

  /** Returns whether bytes of another request were read together with the last one. */
  boolean hasMore() {
    return connection instanceof HttpConnection http && !http.isRequestBufferEmpty();
  }

  /** Returns whether a request is arriving, whose header is not complete. */
  boolean isArriving() {
    return !answering && bytesIn() != bytesBefore;
  }

  /** Returns whether a request has been arriving, or being answered, since before the last call. */
  boolean owesAnswer() {
    return owesAnswer;
  }

  /** Remembers whether a request is arriving or being answered now. */
  void noteDebt() {
    owesAnswer = answering || isArriving();
  }

  /**
   * Returns whether a request's header has been arriving for more than so many nanoseconds, or
   * nothing has come at all.
   */
  boolean isTooSlow(long now, long patience) {
    if (bytesIn() == 0) {
      return now - quietSince > patience;
    }
    if (!isArriving()) {
      return false;
    }
    if (arrivingSince == NOTHING) {
      arrivingSince = now;
    }
    return now - arrivingSince > patience;
  }

  /** Returns whether it may be closed to make room: no request of it is being answered. */
  boolean isDispensable() {
    return !answering;
  }

  long quietSince() {
    return quietSince;
  }

  /** Counts it as one beyond the limit. */
  void putInReserve() {
    inReserve = true;
  }

  boolean isInReserve() {
    return inReserve;
  }

  /** Counts it as one within the limit from now on, and returns that it is not in reserve. */
  boolean leaveReserve() {
    inReserve = false;
    return false;
  }

  Connection connection() {
    return connection;
  }
}
