package io.github.mnistdl4j.serving.http;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An HTTP response that is to be sent. Immutable.
 *
 * @param type its media type
 * @param body positioned at its start; read-only
 */
public record Reply(int status, String type, ByteBuffer body) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .create();

  /**
   * Returns a record or a map as JSON; a component {@code modelName} becomes {@code model_name}.
   */
  public static Reply json(Object content) {
    return json(HttpStatus.OK_200, content);
  }

  private static Reply json(int status, Object content) {
    byte[] json = GSON.toJson(content).getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "application/json", ByteBuffer.wrap(json).asReadOnlyBuffer());
  }

  /** Returns content of any type, with status 200. */
  public static Reply of(String type, byte[] body) {
    return new Reply(HttpStatus.OK_200, type, ByteBuffer.wrap(body).asReadOnlyBuffer());
  }

  /** Returns an answer without a body (204). */
  static Reply empty() {
    return new Reply(HttpStatus.NO_CONTENT_204, "", ByteBuffer.allocate(0));
  }

  static Reply error(int status, String message) {
    return error(status, message, Map.of());
  }

  static Reply error(int status, String message, Map<String, ?> details) {
    Map<String, Object> content = new TreeMap<>(details);
    content.put("error", message);
    return json(status, content);
  }

  void writeTo(Response response, Callback callback) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    if (status != HttpStatus.NO_CONTENT_204) {
      headers.put(HttpHeader.CONTENT_TYPE, type);
      headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
    switch (status) {
      case HttpStatus.TOO_MANY_REQUESTS_429, HttpStatus.SERVICE_UNAVAILABLE_503 ->
          headers.put(HttpHeader.RETRY_AFTER, "1");
      case HttpStatus.REQUEST_TIMEOUT_408, HttpStatus.PAYLOAD_TOO_LARGE_413 ->
          headers.put(HttpFields.CONNECTION_CLOSE);
      default -> {}
    }
    response.write(true, body.slice(), callback);
  }
}
