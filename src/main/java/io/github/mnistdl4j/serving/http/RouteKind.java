package io.github.mnistdl4j.serving.http;

/** What a route is for, which decides when it is answered. */
public enum RouteKind {
  /** Refused where there are too many connections, and when the server ends. */
  WORK,
  /** Work that changes what the server does, so that no form of another site may ask for it. */
  CHANGE,
  /** Says whether requests should be sent: not any more from the moment that the server ends. */
  READINESS,
  /** Tells those who look after the server how it is, as long as it is there. */
  SUPERVISION
}
