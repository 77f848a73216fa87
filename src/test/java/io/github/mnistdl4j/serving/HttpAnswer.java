package io.github.mnistdl4j.serving;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer as it comes from a socket.
 *
 * @param headers by their names in lower case, but for the date
 * @param body one character for each byte
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
  /** Takes apart what was read until the server closed the connection. */
  static HttpAnswer of(String read) {
    int end = read.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no answer, but: " + read);
    }
    String[] lines = read.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    headers.remove("date"); // which is another one a second later
    return new HttpAnswer(
        Integer.parseInt(lines[0].split(" ", 3)[1]), headers, read.substring(end + 4));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Its media type without parameters; empty if it has none. */
  String type() {
    return header("Content-Type").map(type -> type.split(";", 2)[0]).orElse("");
  }

  /** The JSON in its body, before binary data. */
  String json() {
    int length = header(BinaryData.HEADER).map(Integer::parseInt).orElse(body.length());
    byte[] bytes = body.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
