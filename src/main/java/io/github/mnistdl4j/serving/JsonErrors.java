package io.github.mnistdl4j.serving;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what never came to an endpoint, such as a header that is too long. */
final class JsonErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object code = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int status = code instanceof Integer known ? known : RequestException.INTERNAL;
    SecurityHeaders.addTo(response.getHeaders());
    if (status == RequestException.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    new Exchange(request, response, callback).answer(Reply.error(status, message(status)));
    return true;
  }

  private static String message(int status) {
    return status == RequestException.UNAVAILABLE
        ? "the server is shutting down"
        : HttpStatus.getMessage(status);
  }
}
