package io.github.mnistdl4j.serving.http;

import java.util.Locale;

/** Why a request is rejected, or a connection closed, for lack of room or time. */
public enum Refusal {
  /** As many images wait for the network as may. */
  QUEUE_FULL,
  /** As many pictures wait to be worked on as may. */
  PICTURES_FULL,
  /** As many large pictures wait to be worked on as may. */
  LARGE_PICTURES_FULL,
  /** The bodies of all requests take as much memory as they may, or a picture needs more. */
  MEMORY,
  /** As many corrections are kept as may. */
  CORRECTIONS_FULL,
  /** The request's time is over, and its answer is not ready. */
  TIMEOUT,
  /** The model was replaced by one of other images while the request waited. */
  MODEL_REPLACED,
  /** The newest run cannot be served. */
  LOAD_FAILED,
  /** The server ends. */
  SHUTTING_DOWN,
  /** All connections are busy, and those beyond the limit are for supervision only. */
  CONNECTIONS_BUSY,
  /** A new connection was closed, for even those beyond the limit are all in use. */
  CONNECTIONS_FULL,
  /** An idle connection was closed to make room for a new one. */
  CONNECTION_IDLE,
  /** The client took too long to send its request, or to take the answer. */
  SLOW_CLIENT;

  /** Returns its name in metrics, such as {@code queue_full}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
