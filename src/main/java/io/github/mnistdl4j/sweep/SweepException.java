package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.MnistDl4jException;

/** A sweep that cannot start, continue or come to a result; the message says what to do. */
public final class SweepException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  SweepException(String message) {
    super(message);
  }

  /** A sweep that cannot continue, and why. */
  public SweepException(String message, Throwable cause) {
    super(message, cause);
  }
}
