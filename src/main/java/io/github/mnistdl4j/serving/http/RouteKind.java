package io.github.mnistdl4j.serving.http;

/** Purpose of a route, which decides when its requests are answered. */
public enum RouteKind {
  /** Refused when there are too many connections, and when the server ends. */
  WORK,
  /** Work that changes the server's state, so that no form of another site may ask for it. */
  CHANGE,
  /** Says whether to send requests: no longer from the moment that the server begins to end. */
  READINESS,
  /** Reports the server's state to its operators, as long as it runs. */
  SUPERVISION
}
