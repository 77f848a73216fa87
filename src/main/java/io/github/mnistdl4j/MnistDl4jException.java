package io.github.mnistdl4j;

import java.util.Objects;

/**
 * The base of every error this application reports to its user.
 *
 * <p>The message is written to be read as it stands: it names the file, field or value, what was
 * found, what is allowed, and what to do. The command line prints it without a stack trace.
 */
public abstract class MnistDl4jException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected MnistDl4jException(String message) {
    super(message);
  }

  protected MnistDl4jException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the user is told; always there. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
