package io.github.mnistdl4j.serving.http;

import org.eclipse.jetty.server.RequestLog;

/** Is told of each request when it has been answered. Safe to use from several threads. */
public interface ServerLog extends RequestLog {
  /** Notes that a request is going to be rejected, or that a connection has been closed. */
  default void refused(Refusal why) {}
}
