package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.ServerLog;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Counts each answered request and writes it into the access log; counts each refusal. */
record RequestRecorder(Metrics metrics, AccessLog accessLog) implements ServerLog {
  @Override
  public void log(Request request, Response response) {
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    String endpoint = Route.nameOf(request);
    metrics.answered(endpoint, response.getStatus(), nanos);
    accessLog.write(request, response, endpoint, nanos);
  }

  @Override
  public void refused(Refusal why) {
    metrics.refused(why);
  }
}
