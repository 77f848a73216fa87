package io.github.mnistdl4j.serving;

import static io.github.mnistdl4j.serving.RawAnswers.head;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The access log as JSON, of requests that real sockets send. */
class AccessLogTest {
  private static final Logger ACCESS = Logger.getLogger("access");
  private static final String BODY = Requests.infer(Requests.image(1));

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    ACCESS.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    ACCESS.removeHandler(handler);
  }

  /** Sends a request; returns the only line that it left, which is in ASCII. */
  private JsonObject logged(String request) throws Exception {
    try (InferenceServer server = ServedRun.start("access-log=json");
        RawAnswers connection = new RawAnswers(server)) {
      assertThat(connection.write(request).read()).startsWith("HTTP/1.1 ");
    }
    assertThat(lines).singleElement().asString().matches("[ -~]+");
    return JsonParser.parseString(lines.get(0)).getAsJsonObject();
  }

  @Test
  void saysWhatWasAskedAndAnswered() throws Exception {
    Instant before = Instant.now();
    String infer = head("POST /v2/models/mnist/infer", "Content-Length: " + BODY.length()) + BODY;
    JsonObject line = logged(infer);
    assertThat(Instant.parse(line.get("time").getAsString()))
        .isBetween(before.minusMillis(1), Instant.now());
    assertThat(line.get("bytes_out").getAsLong()).isPositive();
    assertThat(line.get("duration_ms").getAsDouble())
        .isPositive()
        .isLessThan(Duration.between(before, Instant.now()).toMillis() + 1.0);
    List.of("time", "bytes_out", "duration_ms").forEach(line::remove);
    assertThat(line)
        .hasToString(
            "{\"logger\":\"access\",\"remote\":\"127.0.0.1\",\"method\":\"POST\",\"path\":\"/v2/models/mnist/infer\",\"endpoint\":\"infer\",\"status\":200,\"bytes_in\":%d}"
                .formatted(BODY.length()));
  }

  @Test
  void namesTheRequestAndKeepsSecrets() throws Exception {
    JsonObject line =
        logged(
            head(
                "GET /nothing?token=hidden",
                "X-Request-ID: 3f-7",
                "Authorization: Bearer hidden",
                "Cookie: id=hidden"));
    assertThat(line.get("request_id").getAsString()).isEqualTo("3f-7");
    assertThat(line.get("path").getAsString()).isEqualTo("/nothing");
    assertThat(line.get("endpoint").getAsString()).isEqualTo("none");
    assertThat(lines.get(0)).doesNotContain("hidden");
  }

  @Test
  void escapesWhatIsHostile() throws Exception {
    JsonObject line =
        logged(
            head(
                "GET /%22%0A%1B[31m" + "x".repeat(300),
                "X-Request-ID: a\",\"status\":200}\\\t\u009b31m{} é"));
    assertThat(line.get("path").getAsString()).startsWith("/%22%0A%1B[31mxxx").hasSize(201);
    assertThat(line.get("request_id").getAsString())
        .startsWith("a\",\"status\":200}\\")
        .endsWith("31m{} é");
    assertThat(line.get("status").getAsInt()).isEqualTo(400);
  }

  @Test
  void mayBeOff() throws Exception {
    try (InferenceServer server = ServedRun.start("access-log=off")) {
      assertThat(new Client(server).get("/nothing").statusCode()).isEqualTo(404);
    }
    assertThat(lines).isEmpty();
  }
}
