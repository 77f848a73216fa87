package io.github.mnistdl4j.serving;

import static io.github.mnistdl4j.serving.RawAnswers.head;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other sites may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsTest {
  private static final String LOAD = "POST /v2/repository/models/mnist/load";
  private static final String NOTHING = "Content-Length: 0";
  private static final String FRIEND = "https://example.com";

  private final InferenceServer server = ServedRun.start("reload=true");
  private final InferenceServer friendly =
      ServedRun.start("allowed-origins=[https://example.com, \"http://localhost:3000\"]");

  @AfterAll
  void close() {
    server.close();
    friendly.close();
  }

  private static String ask(InferenceServer server, String request, String... headers)
      throws Exception {
    try (RawAnswers connection = new RawAnswers(server)) {
      return connection.write(head(request, headers)).read();
    }
  }

  /** All are sent with {@code Host: localhost}, as to port 80. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://localhost:3000",
        "Origin: http://127.0.0.1",
        "Origin: http://evil.example",
        "Origin: http://localhost.evil.example",
        "Origin: null",
        "Origin: http://localhost\r\nOrigin: http://evil.example",
        "Origin: ",
        "Origin: ftp://localhost:80",
        "Origin: http://user@localhost",
        "Origin: http://localhost/",
        "Origin: https://localhost\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: Cross-Site",
        "Sec-Fetch-Site: same-site",
        "Content-Type: text/plain",
        "Content-Type: Text/Plain;charset=UTF-8",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=x",
      })
  void doNotLoad(String header) throws Exception {
    assertThat(ask(server, LOAD, NOTHING, header)).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Content-Type: application/json",
        "Origin: http://localhost",
        "Origin: http://localhost:80",
        "Origin: HTTPS://LOCALHOST",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
      })
  void keepNobodyElseFromLoading(String header) throws Exception {
    assertThat(ask(server, LOAD, NOTHING, header)).startsWith("HTTP/1.1 200");
  }

  void doNotLoadWhereTheServerHasNoName() throws Exception {
    String request = LOAD + " HTTP/1.0\r\nContent-Length: 0\r\nOrigin: http://null\r\n\r\n";
    try (RawAnswers connection = new RawAnswers(server)) {
      assertThat(connection.write(request).read())
          .startsWith("HTTP/1.1 403")
          .contains("a page of http://null sent this to this server, but only");
    }
  }

  @Test
  void compareThePortThatTheServerListensOn() throws Exception {
    int port = server.address().getPort();
    String request =
        "POST /predict HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 0\r\nOrigin: %s\r\n\r\n";
    try (RawAnswers connection = new RawAnswers(server)) {
      assertThat(connection.write(request.formatted(port, "http://localhost:" + port)).read())
          .startsWith("HTTP/1.1 415");
      assertThat(connection.write(request.formatted(port, "http://localhost")).read())
          .startsWith("HTTP/1.1 403")
          .contains("a page of http://localhost sent this to localhost:" + port)
          .contains("serving.allowed-origins");
    }
  }

  /** curl sends these content types unless told otherwise. */
  @ParameterizedTest
  @CsvSource({
    "POST /v2/models/mnist/infer, application/x-www-form-urlencoded",
    "POST /predict, multipart/form-data; boundary=x"
  })
  void keepNobodyElseFromAsking(String request, String type) throws Exception {
    assertThat(ask(server, request, NOTHING, "Content-Type: " + type))
        .doesNotStartWith("HTTP/1.1 403");
  }

  @Test
  void mayAskWhereTheyAreAllowed() throws Exception {
    assertThat(ask(friendly, "POST /predict", NOTHING, "Origin: " + FRIEND))
        .startsWith("HTTP/1.1 415")
        .contains("Access-Control-Allow-Origin: " + FRIEND + "\r\n", "Vary: Origin");
    assertThat(ask(friendly, "GET /v2", "Origin: http://localhost:3000"))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: http://localhost:3000\r\n");
    assertThat(ask(friendly, "GET /v2", "Origin: https://example.org"))
        .startsWith("HTTP/1.1 200")
        .contains("Vary: Origin")
        .doesNotContain("Access-Control");
    assertThat(ask(friendly, "POST /predict", NOTHING, "Origin: https://example.org"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void areToldBeforehand() throws Exception {
    String method = "Access-Control-Request-Method: POST";
    assertThat(friendly(method, FRIEND))
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Origin: " + FRIEND, "Access-Control-Allow-Methods: GET")
        .contains("Access-Control-Allow-Headers: Authorization, ");
    assertThat(friendly(method, "https://example.org"))
        .startsWith("HTTP/1.1 403")
        .contains("Vary: Origin")
        .doesNotContain("Access-Control");
    assertThat(friendly(method, "http://localhost")).startsWith("HTTP/1.1 204");
    assertThat(ask(server, "OPTIONS /predict", "Origin: " + FRIEND, method))
        .startsWith("HTTP/1.1 403");
    assertThat(ask(server, "OPTIONS /predict")).startsWith("HTTP/1.1 405");
  }

  private String friendly(String method, String origin) throws Exception {
    return new Client(friendly)
        .raw(head("OPTIONS /predict", "Origin: " + origin, method, "Connection: close"), 600_000);
  }

  @Test
  void mattersNotWhereAnyoneMayAskSinceThenNothingCanBeLoaded() throws Exception {
    try (InferenceServer open = ServedRun.startOpenToAll("reload=true")) {
      assertThat(ask(open, LOAD, NOTHING))
          .startsWith("HTTP/1.1 403")
          .contains("loading is off on 0.0.0.0 without a token");
      assertThat(ask(open, "GET /v2")).startsWith("HTTP/1.1 200");
    }
  }
}
