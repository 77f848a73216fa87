package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.MnistDl4jException;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** A request that cannot be fulfilled; its sender is told the message. */
public final class RequestException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, ?> details;

  /** Creates a refusal with the status of the answer, one of {@link HttpStatus}. */
  public RequestException(int status, String message) {
    this(status, message, Map.of());
  }

  /**
   * Creates a refusal that tells more than a message.
   *
   * @param details members of the answer's JSON besides {@code error}
   */
  public RequestException(int status, String message, Map<String, ?> details) {
    super(message);
    this.status = status;
    this.details = Map.copyOf(details);
  }

  /** Returns a refusal with status 400 and a formatted message. */
  public static RequestException badRequest(String format, Object... arguments) {
    return new RequestException(HttpStatus.BAD_REQUEST_400, format.formatted(arguments));
  }

  /** Returns the members of the answer's JSON besides the message. */
  Map<String, ?> details() {
    return details;
  }

  /** Returns the status of the answer. */
  public int status() {
    return status;
  }
}
