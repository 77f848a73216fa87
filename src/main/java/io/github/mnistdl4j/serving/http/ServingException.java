package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.MnistDl4jException;

/** A server that cannot start. */
public final class ServingException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  ServingException(String message) {
    super(message);
  }

  ServingException(String message, Throwable cause) {
    super(message, cause);
  }
}
