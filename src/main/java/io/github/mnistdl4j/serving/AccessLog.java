package io.github.mnistdl4j.serving;

import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.AccessLogFormat;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of each answered request, in the SLF4J logger {@code access}: as keys and values, or as
 * a JSON object. No line has a query, or a header other than {@code X-Request-ID}: they may hold
 * secrets. Safe to use from several threads.
 *
 * @param clock tells when a request was answered
 */
record AccessLog(AccessLogFormat format, InstantSource clock) {
  private static final Logger ACCESS = LoggerFactory.getLogger("access");
  private static final String REQUEST_ID = "X-Request-ID";
  private static final int LONGEST = 200;
  private static final int NANOS_PER_MICRO = 1000;
  private static final int MICROS_PER_MILLI_DIGITS = 3;
  private static final Pattern NOT_PLAIN = Pattern.compile("[^!-~]|[\"\\\\]");
  private static final Pattern NOT_ASCII = Pattern.compile("[^ -~]");

  /** Writes the line of a request that its endpoint has answered so long after its first byte. */
  void write(Request request, Response response, String endpoint, long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    if (format == AccessLogFormat.JSON) {
      ACCESS.info(json(request, response, endpoint, micros));
    } else if (format == AccessLogFormat.TEXT) {
      text(request, response, endpoint, micros);
    }
  }

  private static void text(Request request, Response response, String endpoint, long micros) {
    ACCESS
        .atInfo()
        .addKeyValue("remote", Request.getRemoteAddr(request))
        .addKeyValue("method", request.getMethod())
        .addKeyValue("path", NOT_PLAIN.matcher(path(request)).replaceAll("?"))
        .addKeyValue("endpoint", endpoint)
        .addKeyValue("status", response.getStatus())
        .addKeyValue("in", Request.getContentBytesRead(request))
        .addKeyValue("out", Response.getContentBytesWritten(response))
        .addKeyValue("micros", micros)
        .log("answered");
  }

  private String json(Request request, Response response, String endpoint, long micros) {
    JsonObject line = new JsonObject();
    line.addProperty("time", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
    line.addProperty("logger", ACCESS.getName());
    line.addProperty("remote", Request.getRemoteAddr(request));
    line.addProperty("method", shortened(request.getMethod()));
    line.addProperty("path", path(request));
    line.addProperty("endpoint", endpoint);
    line.addProperty("status", response.getStatus());
    line.addProperty("bytes_in", Request.getContentBytesRead(request));
    line.addProperty("bytes_out", Response.getContentBytesWritten(response));
    line.addProperty("duration_ms", BigDecimal.valueOf(micros, MICROS_PER_MILLI_DIGITS));
    Optional.ofNullable(request.getHeaders().get(REQUEST_ID))
        .ifPresent(id -> line.addProperty("request_id", shortened(id)));
    return ascii(line.toString());
  }

  /** Escapes what a terminal might obey; beyond ASCII, JSON has nothing but in its strings. */
  private static String ascii(String json) {
    return NOT_ASCII
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** Returns the path as it was sent, still percent-encoded. */
  private static String path(Request request) {
    return shortened(String.valueOf(request.getHttpURI().getPath()));
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
