package io.github.mnistdl4j.serving;

import static io.github.mnistdl4j.serving.RawAnswers.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every early answer leaves the connection usable, or says that it closes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptConnectionsTest {
  /** Of each status. */
  private static final int REQUESTS = 1000;

  private static final int PIPELINED = 9;
  private static final String BODY = " ".repeat(3000);
  private static final String LENGTH = "Content-Length: " + BODY.length();
  private static final String CHUNKED = "bb8\r\n" + BODY + "\r\n0\r\n\r\n";

  private final InferenceServer server =
      ServedRun.start("max-body=8192", "max-picture=8192", "max-queue=1");
  private final InferenceServer guarded = ServedRun.startWithToken("secret");

  @AfterAll
  void close() {
    server.close();
    guarded.close();
  }

  /** A request and its early answer. */
  private record Early(int status, boolean guarded, String request) {
    @Override
    public String toString() {
      return status + " to " + request.lines().findFirst().orElse("");
    }
  }

  private static Early early(int status, String request, String... headers) {
    String with = headers.length == 0 ? "X: y" : headers[0];
    return new Early(status, status == 401, head(request, LENGTH, with) + BODY);
  }

  static Stream<Early> requests() {
    String infer = "POST /v2/models/mnist/infer";
    String image = "[" + "0,".repeat(783) + "0]";
    String two = Requests.infer("FP32", "[2,784]", "[%s,%s]".formatted(image, image));
    return Stream.of(
        early(400, "POST /explain?digit=10"),
        new Early(
            400, false, head("POST /explain?digit=10", "Transfer-Encoding: chunked") + CHUNKED),
        early(400, infer),
        early(401, "POST /predict"),
        early(403, "POST /v2/repository/models/mnist/load"),
        early(403, "POST /predict", "Origin: http://evil.example"),
        early(404, "POST /nothing"),
        early(405, "POST /v2"),
        early(405, "PUT /predict"),
        early(405, "GET /predict"),
        new Early(413, false, head(infer, "Content-Length: " + two.length()) + two),
        new Early(413, false, head(infer, "Content-Length: 9000") + BODY.repeat(3)),
        early(415, "POST /predict"),
        early(415, "POST /predict", "Content-Encoding: br"),
        new Early(501, false, head(infer, "Transfer-Encoding: gzip, chunked") + CHUNKED),
        new Early(400, false, head(infer, "Transfer-Encoding: chunked") + "bb8\r\n" + BODY + "?"),
        early(200, "GET /v2/health/live"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void areUsedAgain(Early early) throws Exception {
    int alike = (int) requests().filter(other -> other.status == early.status).count();
    ask(early.guarded ? guarded : server, early, REQUESTS / alike);
  }

  @Test
  void areUsedAgainWhereThereIsNoRoomForABody() throws Exception {
    String half = head("POST /predict", "Content-Length: 1024") + " ";
    try (InferenceServer full = ServedRun.start("max-picture=1024", "request-timeout=600");
        Held held = Held.of(full, 64, half)) {
      assertThat(held.size()).isEqualTo(64);
      String whole = half + " ".repeat(1023);
      try (RawAnswers first = new RawAnswers(full)) {
        while (first.write(whole).read().startsWith("HTTP/1.1 415")) {
          held.add(full, half); // in place of one that this request took the room of
        }
      }
      ask(full, new Early(429, false, whole), REQUESTS);
    }
  }

  @Test
  void areClosedWhereThereAreTooMany() throws Exception {
    String half = head("POST /predict", "Content-Length: 1024") + " ";
    try (InferenceServer full = ServedRun.start("max-connections=1", "request-timeout=600");
        Held held = Held.of(full, 1, half)) {
      assertThat(held.size()).isEqualTo(1);
      ask(full, new Early(503, false, half + " ".repeat(1023)), REQUESTS);
    }
  }

  /** Sends one request and several at once, in turn. */
  private static void ask(InferenceServer server, Early early, int requests) throws Exception {
    RawAnswers connection = new RawAnswers(server);
    int answered = 0;
    for (boolean alone = true; answered < requests; alone = !alone) {
      int atOnce = alone ? 1 : PIPELINED;
      connection.write(early.request.repeat(atOnce));
      boolean closes = false;
      for (int i = 0; i < atOnce && !closes; i++) {
        String answer = connection.read();
        answered++;
        assertThat(answer).startsWith("HTTP/1.1 " + early.status);
        closes = answer.contains("\r\nConnection: close\r\n");
      }
      if (closes) {
        assertThat(connection.isAtEnd()).isTrue();
        connection.close();
        connection = new RawAnswers(server);
      }
    }
    connection.close();
  }
}
