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
 * An HTTP response before it is sent. Immutable.
 *
 * @param type its media type
 * @param headers in addition to those that every response has
 * @param body positioned at its start; read-only
 */
public record Reply(int status, String type, Map<String, String> headers, ByteBuffer body) {
  /** Smallest body in bytes that is compressed: less saves no packet. */
  private static final int LEAST_PACKED = 256;

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .create();

  /**
   * Returns a record or a map as JSON; its component {@code modelName} becomes {@code model_name}.
   */
  public static Reply json(Object content) {
    return json(HttpStatus.OK_200, content);
  }

  private static Reply json(int status, Object content) {
    byte[] json = GSON.toJson(content).getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "application/json", Map.of(), readOnly(json));
  }

  /** Returns content of any type, with status 200. */
  public static Reply of(String type, byte[] body) {
    return new Reply(HttpStatus.OK_200, type, Map.of(), readOnly(body));
  }

  /** Returns an HTML page that contains its styles and pictures and runs no script. */
  public static Reply page(byte[] html) {
    return page(html, "none");
  }

  /**
   * Returns an HTML page that contains and runs one script.
   *
   * @param script the script's hash as in a Content-Security-Policy, without quotes
   */
  public static Reply page(byte[] html, String script) {
    return new Reply(
        HttpStatus.OK_200,
        "text/html; charset=utf-8",
        Map.of(
            "Content-Security-Policy",
            "%s; script-src '%s'".formatted(SecurityHeaders.STILL_PAGE, script)),
        readOnly(html));
  }

  /**
   * Returns a reply with this one's body, followed by other bytes.
   *
   * @param lengthHeader name of the header that tells the length of this one's body
   */
  public Reply followedBy(byte[] bytes, String lengthHeader) {
    int length = body.remaining();
    byte[] all = new byte[length + bytes.length];
    body.slice().get(all, 0, length);
    System.arraycopy(bytes, 0, all, length, bytes.length);
    Map<String, String> told = Map.of(lengthHeader, String.valueOf(length));
    return new Reply(status, "application/octet-stream", told, readOnly(all));
  }

  private static ByteBuffer readOnly(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Returns this reply with a compressed body, if that is worth it. */
  Reply packed(ContentCoding coding) {
    if (body.remaining() < LEAST_PACKED) {
      return this;
    }
    Map<String, String> told = new TreeMap<>(headers);
    told.put("Content-Encoding", coding.header());
    told.put("Vary", "Accept-Encoding");
    return new Reply(status, type, told, readOnly(coding.pack(body)));
  }

  /** Returns an answer without a body (204). */
  static Reply empty() {
    return new Reply(HttpStatus.NO_CONTENT_204, "", Map.of(), ByteBuffer.allocate(0));
  }

  static Reply error(int status, String message) {
    return error(status, message, Map.of());
  }

  static Reply error(int status, String message, Map<String, ?> details) {
    Map<String, Object> content = new TreeMap<>(details);
    content.put("error", message);
    return json(status, content);
  }

  /** Sets a header; adds to Vary, which may have other values, too. */
  private static void set(HttpFields.Mutable all, String name, String value) {
    if (name.equals("Vary")) {
      all.add(name, value);
    } else {
      all.put(name, value);
    }
  }

  void writeTo(Response response, Callback callback) {
    response.setStatus(status);
    HttpFields.Mutable all = response.getHeaders();
    headers.forEach((name, value) -> set(all, name, value));
    if (status != HttpStatus.NO_CONTENT_204) {
      all.put(HttpHeader.CONTENT_TYPE, type);
      all.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
    switch (status) {
      case HttpStatus.TOO_MANY_REQUESTS_429, HttpStatus.SERVICE_UNAVAILABLE_503 ->
          all.put(HttpHeader.RETRY_AFTER, "1");
      case HttpStatus.REQUEST_TIMEOUT_408, HttpStatus.PAYLOAD_TOO_LARGE_413 ->
          all.put(HttpFields.CONNECTION_CLOSE);
      default -> {}
    }
    response.write(true, body.slice(), callback);
  }
}
