package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.MnistDl4jException;

/** A request that is not answered as it wishes; the message is what its sender is told. */
final class RequestException extends MnistDl4jException {
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_MEDIA = 415;
  static final int UNPROCESSABLE = 422;
  static final int TOO_MANY = 429;
  static final int INTERNAL = 500;
  static final int UNAVAILABLE = 503;

  private static final long serialVersionUID = 1L;

  private final int status;

  RequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  static RequestException badRequest(String format, Object... arguments) {
    return new RequestException(BAD_REQUEST, format.formatted(arguments));
  }

  /** The status of the answer. */
  int status() {
    return status;
  }

  /** Whether the same request may succeed a second later. */
  boolean isPassing() {
    return status == TOO_MANY || status == UNAVAILABLE;
  }
}
