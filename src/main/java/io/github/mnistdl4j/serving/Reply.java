package io.github.mnistdl4j.serving;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered.
 *
 * @param type its media type
 * @param body positioned at its start; read-only
 */
record Reply(int status, String type, ByteBuffer body) {
  private static final int OK = 200;
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .create();

  /** A record or a map as JSON; a component {@code modelName} becomes {@code model_name}. */
  static Reply json(Object content) {
    return json(OK, content);
  }

  static Reply json(int status, Object content) {
    return text(status, "application/json", GSON.toJson(content));
  }

  static Reply error(int status, String message) {
    return json(status, Map.of("error", message));
  }

  static Reply text(int status, String type, String text) {
    return of(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  static Reply of(int status, String type, byte[] body) {
    return new Reply(status, type, ByteBuffer.wrap(body).asReadOnlyBuffer());
  }
}
