package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.MnistDl4jException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Thrown if a cluster fails; the message says why and what to do. */
public final class ClusterException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }

  private ClusterException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the application's own error if a job failed with one, else one with Spark's reason. */
  public static MnistDl4jException of(Throwable failure) {
    int own = ExceptionUtils.indexOfType(failure, MnistDl4jException.class);
    if (own >= 0) {
      return (MnistDl4jException) ExceptionUtils.getThrowableList(failure).get(own);
    }
    return new ClusterException(
        "Spark gave up: %s. The executors' logs say more."
            .formatted(reason(String.valueOf(failure.getMessage()))),
        failure);
  }

  /**
   * Returns the innermost cause in a failed job's message, which has its last task's stack trace.
   */
  private static String reason(String message) {
    String cause = "Caused by: ";
    return message
        .lines()
        .filter(line -> line.startsWith(cause))
        .reduce((outer, inner) -> inner)
        .map(line -> line.substring(cause.length()))
        .orElseGet(() -> message.lines().findFirst().orElse("for no known reason"));
  }
}
