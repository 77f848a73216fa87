package io.github.mnistdl4j.serving.http;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which error is answered when an endpoint fails, or when a request fails before it reaches
 * one, as with a header that is too long.
 */
final class JsonErrors implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);

  private static final String ENDING = "the server is shutting down";

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object code = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int status = code instanceof Integer known ? known : HttpStatus.INTERNAL_SERVER_ERROR_500;
    SecurityHeaders.addTo(response.getHeaders());
    response
        .getHeaders()
        .put(HttpFields.CONNECTION_CLOSE); // Jetty closes, but does not always say so
    Reply.error(status, message(status)).writeTo(response, callback);
    return true;
  }

  /** Returns what went wrong before a request reached an endpoint; Jetty tells only the status. */
  private static String message(int status) {
    return switch (status) {
      case HttpStatus.BAD_REQUEST_400 ->
          "the request line or a header is malformed, or the path is ambiguous: it must have no empty"
              + " or dot segments and no encoded slashes";
      case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "the request line and headers have more than %d bytes"
              .formatted(ServerSettings.HEADER_BYTES);
      case HttpStatus.UPGRADE_REQUIRED_426, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ->
          "the server speaks HTTP/1.1 and HTTP/1.0 only";
      case HttpStatus.EXPECTATION_FAILED_417 -> "the header Expect may say 100-continue only";
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> ENDING;
      default -> HttpStatus.getMessage(status);
    };
  }

  /** Returns what to answer to a request that failed before or after all of it had arrived. */
  static RequestException explain(Throwable failure, boolean arrived) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RequestException refusal) {
      return refusal;
    }
    if (cause instanceof TimeoutException && arrived) {
      return new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          Refusal.TIMEOUT,
          "no answer in time; try again later");
    }
    if (cause instanceof TimeoutException) {
      return new RequestException(
          HttpStatus.REQUEST_TIMEOUT_408,
          Refusal.SLOW_CLIENT,
          "the request took too long to arrive");
    }
    if (cause instanceof EofException) {
      return new RequestException(HttpStatus.REQUEST_TIMEOUT_408, "the body did not arrive");
    }
    if (cause instanceof RejectedExecutionException) {
      return new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503, Refusal.SHUTTING_DOWN, ENDING);
    }
    LOG.error("A request failed", cause);
    return new RequestException(
        HttpStatus.INTERNAL_SERVER_ERROR_500, "internal error; the server's log says more");
  }
}
