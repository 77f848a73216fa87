package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.MnistDl4jException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A request that cannot be fulfilled; its sender is told the message. */
public final class RequestException extends MnistDl4jException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable Refusal why;
  private final transient Map<String, ?> details;

  private RequestException(
      int status, @Nullable Refusal why, String message, Map<String, ?> details) {
    super(message);
    this.status = status;
    this.why = why;
    this.details = Map.copyOf(details);
  }

  /** Creates a refusal with the status of the answer, one of {@link HttpStatus}. */
  public RequestException(int status, String message) {
    this(status, null, message, Map.of());
  }

  /** Creates a refusal of what could be answered at another time, which is counted. */
  public RequestException(int status, Refusal why, String message) {
    this(status, why, message, Map.of());
  }

  /**
   * Creates a refusal that tells more than a message.
   *
   * @param details members of the answer's JSON besides {@code error}
   */
  public RequestException(int status, String message, Map<String, ?> details) {
    this(status, null, message, details);
  }

  /** Returns a refusal with status 400 and a formatted message. */
  public static RequestException badRequest(String format, Object... arguments) {
    return new RequestException(HttpStatus.BAD_REQUEST_400, format.formatted(arguments));
  }

  /** Returns the members of the answer's JSON besides the message. */
  Map<String, ?> details() {
    return details;
  }

  /** Returns what there was too little of; empty if the request is wrong at any time. */
  public Optional<Refusal> why() {
    return Optional.ofNullable(why);
  }

  /** Returns the status of the answer. */
  public int status() {
    return status;
  }
}
