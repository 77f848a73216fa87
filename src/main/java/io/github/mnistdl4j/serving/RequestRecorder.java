package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.Route;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts each answered request and writes it into the access log, the SLF4J logger {@code access},
 * as keys and values.
 */
record RequestRecorder(Metrics metrics) implements RequestLog {
  private static final Logger ACCESS = LoggerFactory.getLogger("access");
  private static final Pattern UNSAFE = Pattern.compile("[^!-~]|[\"\\\\]");
  private static final int LONGEST_PATH = 200;
  private static final int NANOS_PER_MICRO = 1000;

  @Override
  public void log(Request request, Response response) {
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    String endpoint = Route.nameOf(request);
    metrics.answered(endpoint, response.getStatus(), nanos);
    if (ACCESS.isInfoEnabled()) {
      write(request, response, endpoint, nanos);
    }
  }

  private static void write(Request request, Response response, String endpoint, long nanos) {
    ACCESS
        .atInfo()
        .addKeyValue("remote", Request.getRemoteAddr(request))
        .addKeyValue("method", request.getMethod())
        .addKeyValue("path", path(request))
        .addKeyValue("endpoint", endpoint)
        .addKeyValue("status", response.getStatus())
        .addKeyValue("in", Request.getContentBytesRead(request))
        .addKeyValue("out", Response.getContentBytesWritten(response))
        .addKeyValue("micros", nanos / NANOS_PER_MICRO)
        .log("answered");
  }

  /** As it was sent, still percent-encoded, so that it cannot break out of its line. */
  private static String path(Request request) {
    String path = String.valueOf(request.getHttpURI().getPath());
    String plain = UNSAFE.matcher(path).replaceAll("?");
    return plain.length() > LONGEST_PATH ? plain.substring(0, LONGEST_PATH) + "…" : plain;
  }
}
