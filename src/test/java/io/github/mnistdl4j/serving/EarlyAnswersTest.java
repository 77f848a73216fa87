package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are given before the request's body has arrived. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlyAnswersTest {
  private static final int MAX_BODY = 8192;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

  private final InferenceServer server = ServedRun.start("max-body=" + MAX_BODY);
  private final InferenceServer guarded = ServedRun.startWithToken("secret");

  @AfterAll
  void close() {
    server.close();
    guarded.close();
  }

  /** Reads one answer: its head, then as many bytes as that says. */
  private static String readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int read = in.read();
      assertThat(read).as("the end after: " + head).isNotNegative();
      head.append((char) read);
    }
    Matcher length = LENGTH.matcher(head);
    assertThat(length.find()).as(head.toString()).isTrue();
    byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
    return head + new String(body, StandardCharsets.UTF_8);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "400, POST /explain?digit=x,                  -",
        "400, POST /v2/models/mnist/infer,            Inference-Header-Content-Length: 5",
        "403, POST /v2/repository/models/mnist/load,  -",
        "403, POST /predict,                          Sec-Fetch-Site: cross-site",
        "403, POST /predict,                          Host: evil.example",
        "404, POST /nothing,                          -",
        "404, POST /v2/models/other/infer,            -",
        "405, POST /v2,                               -",
        "405, PUT /predict,                           -",
        "200, GET /v2,                                -",
      })
  void leaveTheConnectionUsable(int status, String requestLine, String header) throws Exception {
    useAgain(server, status, requestLine, header);
  }

  @ParameterizedTest
  @CsvSource({"401, POST /predict", "401, POST /nothing", "200, GET /v2/health/live"})
  void leaveTheConnectionUsableWhereATokenIsWanted(int status, String requestLine)
      throws Exception {
    useAgain(guarded, status, requestLine, null);
  }

  private static void useAgain(
      InferenceServer server, int status, String requestLine, String header) throws IOException {
    try (Socket socket = new Client(server).connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String headers = header == null ? "" : header + "\r\n";
      String host = headers.startsWith("Host") ? "" : "Host: localhost\r\n";
      for (int i = 0; i < 3; i++) {
        write(
            socket,
            requestLine + " HTTP/1.1\r\n" + host + headers + "Content-Length: 5000\r\n\r\n");
        assertThat(readAnswer(in)).startsWith("HTTP/1.1 " + status).doesNotContain("Connection:");
        write(socket, " ".repeat(5000));
      }
      write(socket, "GET /v2/health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(readAnswer(in)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void sayThatTheConnectionEndsWhereTheBodyIsTooLarge() throws Exception {
    try (Socket socket = new Client(server).connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n");
      assertThat(readAnswer(socket.getInputStream()))
          .startsWith("HTTP/1.1 413")
          .contains("Connection: close");
      write(socket, " ".repeat(9000));
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void sayThatTheConnectionEndsWhereTheBodyWaitsForThem() throws Exception {
    try (Socket socket = new Client(server).connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(
          socket,
          "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
      assertThat(readAnswer(socket.getInputStream()))
          .startsWith("HTTP/1.1 404")
          .contains("Connection: close");
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void reachAClientThatSendsAllOfALargeBodyFirst() throws Exception {
    HttpResponse<String> response = new Client(server).infer(" ".repeat(20_000_000));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void doNotDisturbWhatAClientAsksNext() throws Exception {
    Client client = new Client(server);
    for (int i = 0; i < 200; i++) {
      assertThat(client.post("/explain?digit=x", new byte[6000]).statusCode()).isEqualTo(400);
    }
  }
}
