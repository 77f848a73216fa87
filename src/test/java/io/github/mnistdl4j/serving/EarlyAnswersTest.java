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
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are given before the request's body has arrived. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlyAnswersTest {
  private static final int PATIENCE_MILLIS = 600_000;
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
  private static final String HEAD = "%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n";
  private static final String CHUNK = "1388\r\n" + " ".repeat(5000) + "\r\n";

  private final InferenceServer server = ServedRun.start("max-body=8192", "max-picture=8192");
  private final InferenceServer guarded = ServedRun.startWithToken("secret");

  @AfterAll
  void close() {
    server.close();
    guarded.close();
  }

  private static Socket connect(InferenceServer server) throws IOException {
    Socket socket = new Client(server).connect();
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads one answer: its head, then as many bytes as that says. */
  private static String readAnswer(InputStream in) throws IOException {
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

  @ParameterizedTest
  @CsvSource({
    "400, POST /explain?digit=x,                  X: y",
    "400, POST /v2/models/mnist/infer,            Inference-Header-Content-Length: x",
    "403, POST /v2/repository/models/mnist/load,  X: y",
    "403, POST /predict,                          Sec-Fetch-Site: cross-site",
    "404, POST /nothing,                          X: y",
    "404, POST /v2/models/other/infer,            X: y",
    "405, POST /v2,                               X: y",
    "405, PUT /predict,                           X: y",
    "200, GET /v2,                                X: y",
  })
  void leaveTheConnectionUsable(int status, String request, String header) throws Exception {
    useAgain(server, status, HEAD.formatted(request, header + "\r\nContent-Length: 5000"));
  }

  @ParameterizedTest
  @CsvSource({"401, POST /predict", "401, POST /nothing", "200, GET /v2/health/live"})
  void leaveTheConnectionUsableWhereATokenIsNeeded(int status, String request) throws Exception {
    useAgain(guarded, status, HEAD.formatted(request, "Content-Length: 5000"));
  }

  private static void useAgain(InferenceServer server, int status, String head) throws IOException {
    try (Socket socket = connect(server)) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < 3; i++) {
        write(socket, head);
        assertThat(readAnswer(in)).startsWith("HTTP/1.1 " + status).doesNotContain("Connection:");
        write(socket, " ".repeat(5000));
      }
      write(socket, HEAD.formatted("GET /v2/health/ready", "X: y"));
      assertThat(readAnswer(in)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void leaveTheConnectionUsableAfterABodyOfUnknownLength() throws Exception {
    try (Socket socket = connect(server)) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      write(socket, HEAD.formatted("POST /nothing", "Transfer-Encoding: chunked"));
      assertThat(readAnswer(in)).startsWith("HTTP/1.1 404").doesNotContain("Connection:");
      write(socket, CHUNK.repeat(3) + "0\r\n\r\n");
      write(socket, HEAD.formatted("GET /v2/health/ready", "X: y"));
      assertThat(readAnswer(in)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void sayThatTheConnectionEndsWhereMoreIsAnnouncedThanIsEverRead() throws Exception {
    try (Socket socket = connect(server)) {
      write(socket, HEAD.formatted("POST /nothing", "Content-Length: 9000"));
      assertThat(readAnswer(socket.getInputStream()))
          .startsWith("HTTP/1.1 404")
          .contains("Connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 9", "Content-Length: 9000"})
  void sayThatTheConnectionEndsWhereTheClientWaitsForLeave(String length) throws Exception {
    try (Socket socket = connect(server)) {
      String path = length.endsWith("000") ? "/predict" : "/nothing";
      write(socket, HEAD.formatted("POST " + path, length + "\r\nExpect: 100-continue"));
      assertThat(readAnswer(socket.getInputStream()))
          .startsWith("HTTP/1.1 4")
          .contains("Connection: close");
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 15000", "Transfer-Encoding: chunked"})
  void sayThatTheConnectionEndsWhereTheBodyIsTooLarge(String length) throws Exception {
    try (Socket socket = connect(server)) {
      boolean chunked = length.endsWith("chunked");
      write(socket, HEAD.formatted("POST /predict", length) + (chunked ? CHUNK.repeat(2) : ""));
      assertThat(readAnswer(socket.getInputStream()))
          .startsWith("HTTP/1.1 413")
          .contains("Connection: close");
      write(socket, chunked ? CHUNK + "0\r\n\r\n" : " ".repeat(15_000));
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET //v2 HTTP/1.1                | Host: localhost       | it must have no empty or dot segments",
        "400 | GET /v2 HTTP/1.1                 | X: y                  | a header is malformed",
        "400 | POST /predict HTTP/1.1           | Content-Length: x     | a header is malformed",
        "414 | GET /LONG HTTP/1.1               | Host: localhost       | have more than 8192 bytes",
        "417 | GET /v2 HTTP/1.1; Host: a      | Expect: something     | may say 100-continue only",
        "426 | GET /v2 HTTP/2.0                 | Host: localhost       | HTTP/1.1 and HTTP/1.0 only",
        "431 | GET /v2 HTTP/1.1; Host: a      | X: LONG               | have more than 8192 bytes",
        "505 | GET /v2 HTTP/3.0                 | Host: localhost       | HTTP/1.1 and HTTP/1.0 only",
      })
  void sayWhatIsWrongWhereItIsNotHttpAndThatTheConnectionEnds(
      int status, String line, String header, String error) throws Exception {
    String head = line.replace("; ", "\r\n") + "\r\n" + header + "\r\n\r\n";
    try (RawAnswers connection = new RawAnswers(server)) {
      connection.write(head.replace("LONG", "x".repeat(9000)));
      assertThat(connection.read())
          .startsWith("HTTP/1.1 " + status)
          .contains("\r\nConnection: close\r\n")
          .contains(error);
      assertThat(connection.isAtEnd()).isTrue();
    }
  }

  @Test
  void reachAClientThatSendsAllOfALargeBodyFirst() throws Exception {
    HttpResponse<String> response = new Client(server).infer(" ".repeat(20_000_000));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void doNotDisturbWhatAClientAsksNext() throws Exception {
    for (int i = 0; i < 200; i++) {
      HttpResponse<String> response = new Client(server).post("/explain?digit=x", new byte[6000]);
      assertThat(response.statusCode()).isEqualTo(400);
    }
  }
}
