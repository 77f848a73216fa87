package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.MnistDl4jException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Work that the cluster did not do; the message says why and what to do. */
public final class ClusterException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }

  private ClusterException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What a job ended with: the application's own words where it was one of its errors. */
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

  /** A failed job's message has the stack trace of its last task; the innermost cause says most. */
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
