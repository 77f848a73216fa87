package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
  private static final int PATIENCE_MILLIS = 600_000;
  private static final String INFER = "POST /v2/models/mnist/infer HTTP/1.1\r\nHost: localhost\r\n";

  private final InferenceServer server = ServedRun.start("max-body=8192", "max-queue=2");
  private final Client client = new Client(server);

  /** Takes no requests of a client that keeps connections, which it closes after a second. */
  private final InferenceServer impatient = ServedRun.start("request-timeout=1");

  private final Client slowClient = new Client(impatient);

  @AfterAll
  void close() {
    server.close();
    impatient.close();
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() throws Exception {
    HttpResponse<String> response = client.infer(" ".repeat(8193));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(Client.error(response)).isEqualTo("the body has more than 8192 bytes");
  }

  @Test
  void refusesABodyThatTurnsOutToBeTooLarge() throws Exception {
    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
    String answer =
        client.raw(INFER + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3), PATIENCE_MILLIS);
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .endsWith("{\"error\":\"the body has more than 8192 bytes\"}");
  }

  @Test
  void refusesMoreImagesThanMayWait() throws Exception {
    String image = "[" + "0,".repeat(783) + "0]";
    String body = Requests.infer("FP32", "[3,784]", "[%s,%s,%s]".formatted(image, image, image));
    HttpResponse<String> response = client.infer(body);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(Client.error(response)).contains("3 images", "at most 2");
  }

  @Test
  void refusesALongHeaderWithoutAPageOfHtml() throws Exception {
    String answer =
        client.raw(
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            PATIENCE_MILLIS);
    assertThat(answer).startsWith("HTTP/1.1 431 ").contains("{\"error\":").doesNotContain("<html");
  }

  @Test
  void givesUpOnABodyThatDoesNotCome() throws Exception {
    String answer = slowClient.raw(INFER + "Content-Length: 100\r\n\r\n{", PATIENCE_MILLIS);
    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .contains("Connection: close")
        .endsWith("{\"error\":\"the request took too long to arrive\"}");
  }

  @Test
  void givesUpOnABodyThatTrickles() throws Exception {
    try (Socket socket = slowClient.connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, INFER + "Content-Length: 8000\r\n\r\n");
      trickle(socket, " ");
      assertThat(Client.readAll(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void givesUpOnAHeaderThatTrickles() throws Exception {
    try (Socket socket = slowClient.connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, INFER);
      trickle(socket, "X: y\r\n");
      assertThat(Client.readAll(socket)).doesNotContain(" 200 ");
    }
  }

  @Test
  void givesUpOnAConnectionThatSaysNothing() throws Exception {
    assertThat(slowClient.raw("", PATIENCE_MILLIS)).isEmpty();
  }

  private static void write(Socket socket, String text) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Writes on and on, until the other side has enough. */
  private static void trickle(Socket socket, String bit) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (socket.getInputStream().available() == 0) {
      assertThat(System.nanoTime()).as("closed in time").isLessThan(end);
      try {
        write(socket, bit);
      } catch (IOException e) {
        return; // it was closed
      }
      Thread.sleep(50);
    }
  }

  @Test
  void answersToNoOtherNameThanItsOwn() throws Exception {
    String request = "GET /v2 HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
    for (String own : List.of("localhost:1", "LocalHost", "127.0.0.1", "[::1]:8080")) {
      assertThat(client.raw(request.formatted(own), PATIENCE_MILLIS))
          .as(own)
          .startsWith("HTTP/1.1 200");
    }
    assertThat(client.raw(request.formatted("evil.example"), PATIENCE_MILLIS))
        .startsWith("HTTP/1.1 403")
        .contains("answers only as localhost");
  }

  @Test
  void answersToTheNameThatItsOperatorChose() throws Exception {
    try (InferenceServer server = ServedRun.startOn("::ffff:127.0.0.1")) {
      assertThat(new Client(server).get("/v2").statusCode()).isEqualTo(200);
    }
  }

  /** Though it is no name that Java takes for one in a URL. */
  @ParameterizedTest
  @ValueSource(strings = {"127.1", "0"})
  void saysWhereItListens(String host) {
    try (InferenceServer server = ServedRun.startOn(host)) {
      assertThat(server.address()).asString().matches("http://" + host + ":\\d+/");
    }
  }

  @Test
  void takesNothingThatPagesOfOtherSitesSend() throws Exception {
    String answer =
        client.raw(
            INFER + "Sec-Fetch-Site: cross-site\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            PATIENCE_MILLIS);
    assertThat(answer).startsWith("HTTP/1.1 403").contains("a page of another site");
  }
}
