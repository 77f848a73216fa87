package io.github.mnistdl4j.data;

import io.github.mnistdl4j.MnistDl4jException;

/** Images that cannot be found, fetched or read; the message names the file and what to do. */
public final class DataException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
