package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which bytes are written, and answers read one by one. */
final class RawAnswers implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 600_000;
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

  private final Socket socket;
  private final InputStream in;

  RawAnswers(InferenceServer server) throws IOException {
    socket = new Client(server).connect();
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The head of a request, with headers of one's own. */
  static String head(String request, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(request, lines);
  }

  RawAnswers write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Reads one answer: its head, then as many bytes as that says. */
  String read() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int read = in.read();
      assertThat(read).as("end of the connection after: " + head).isNotNegative();
      head.append((char) read);
    }
    Matcher length = LENGTH.matcher(head);
    assertThat(length.find()).as(head.toString()).isTrue();
    byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
    return head + new String(body, StandardCharsets.UTF_8);
  }

  /** Whether there is no answer to this, since the server closed the connection before. */
  boolean isAtEndAfter(String text) {
    try {
      write(text);
      return in.read() < 0;
    } catch (IOException e) {
      return true; // reset
    }
  }

  /** Whether nothing more comes, since the server closed the connection. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
