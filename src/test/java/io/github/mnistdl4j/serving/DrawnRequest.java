package io.github.mnistdl4j.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that was drawn from the description of the API.
 *
 * @param headers its lines
 * @param body one character for each byte
 */
record DrawnRequest(String method, String target, List<String> headers, String body) {
  private static final int PATIENCE_MILLIS = 600_000;

  DrawnRequest with(String... more) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of(more));
    return new DrawnRequest(method, target, all, body);
  }

  DrawnRequest to(String other) {
    return new DrawnRequest(method, other, headers, body);
  }

  DrawnRequest withBody(byte[] bytes) {
    return withBody(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  DrawnRequest withBody(String other) {
    return new DrawnRequest(method, target, headers, other);
  }

  HttpAnswer send(InferenceServer server) {
    try {
      return HttpAnswer.of(new Client(server).raw(text(), PATIENCE_MILLIS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    List<String> all = new ArrayList<>(headers);
    all.add("Connection: close");
    addUnlessThere(all, "Host", "localhost");
    if (headers.stream().noneMatch(line -> line.startsWith("Transfer-Encoding"))) {
      addUnlessThere(all, "Content-Length", String.valueOf(body.length()));
    }
    return "%s %s HTTP/1.1\r\n%s\r\n\r\n%s"
        .formatted(method, target, String.join("\r\n", all), body);
  }

  private static void addUnlessThere(List<String> lines, String name, String value) {
    if (lines.stream().noneMatch(line -> line.startsWith(name + ":"))) {
      lines.add(name + ": " + value);
    }
  }
}
