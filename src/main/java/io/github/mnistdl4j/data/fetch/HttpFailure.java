package io.github.mnistdl4j.data.fetch;

import java.io.IOException;

/** A mirror cannot be reached or will not give the file; asking again at once is pointless. */
final class HttpFailure extends IOException {
  private static final long serialVersionUID = 1L;
  private final boolean unreachable;

  private HttpFailure(String message, boolean unreachable) {
    super(message);
    this.unreachable = unreachable;
  }

  /**
   * Returns the failure to connect.
   *
   * @param through which proxy, in words that begin with a space; empty: none
   */
  static HttpFailure unreachable(Throwable cause, String through) {
    String name = cause.getClass().getSimpleName().replace("Exception", "");
    return new HttpFailure(
        "cannot be reached%s (%s: %s)".formatted(through, name, cause.getMessage()), true);
  }

  static HttpFailure refused(String message) {
    return new HttpFailure(message, false);
  }

  boolean isUnreachable() {
    return unreachable;
  }
}
