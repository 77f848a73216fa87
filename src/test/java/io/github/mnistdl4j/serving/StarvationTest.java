package io.github.mnistdl4j.serving;

import static io.github.mnistdl4j.serving.RawAnswers.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever looks after a server gets an answer, whatever others do. */
class StarvationTest {
  private static final String CLOSE = "Connection: close";

  /** Longer than a connection must be quiet to make room for another one. */
  private static final int IDLE_MILLIS = 1500;

  private final List<Held> all = new ArrayList<>();
  private final InferenceServer large = ServedRun.start("request-timeout=600");
  private final InferenceServer small = ServedRun.start("request-timeout=600", "max-connections=4");

  @AfterEach
  void letGo() throws Exception {
    for (Held each : all) {
      each.close();
    }
    large.close();
    small.close();
  }

  private Held hold(InferenceServer server, int connections, String text) throws Exception {
    Held held = Held.of(server, connections, text);
    all.add(held);
    return held;
  }

  private static String ask(InferenceServer server, String request) throws Exception {
    try (RawAnswers connection = new RawAnswers(server)) {
      return connection.write(head(request, CLOSE)).read();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\nX: ",
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nx"
      })
  void ofAsManyConnectionsAsThereMayBeDoesNotTouchHealthAndMetrics(String text) throws Exception {
    hold(large, 1024, text);
    for (String path : List.of("/v2/health/live", "/v2/health/ready", "/metrics")) {
      assertThat(ask(large, "GET " + path)).as(path).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void idleConnectionsMakeRoomForWork() throws Exception {
    Held held = hold(small, 4, "");
    Thread.sleep(IDLE_MILLIS);
    assertThat(ask(small, "GET /model")).startsWith("HTTP/1.1 200");
    int open = 0;
    for (RawAnswers each : held.connections()) {
      open += each.isAtEndAfter(head("GET /model")) ? 0 : 1;
    }
    assertThat(open).isEqualTo(3);
  }

  @Test
  void busyConnectionsDoNot() throws Exception {
    Held held = hold(small, 4, head("POST /predict", "Content-Length: 99"));
    assertThat(ask(small, "GET /v2/health/live")).startsWith("HTTP/1.1 200");
    try (RawAnswers later = new RawAnswers(small)) {
      assertThat(later.write(head("POST /predict", "Content-Length: 3") + "abc").read())
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1", CLOSE, "all of 4 connections are busy");
      assertThat(later.isAtEnd()).isTrue();
    }
    assertThat(held.get(0).write(" ".repeat(99)).read()).startsWith("HTTP/1.1 415");
  }

  @Test
  void anyNumberOfConnectionsIsSurvived() throws Exception {
    Held held = hold(small, 4, head("POST /predict", "Content-Length: 99"));
    hold(small, 300, "");
    assertThat(ask(small, "GET /v2/health/live")).startsWith("HTTP/1.1 200");
    assertThat(held.get(0).write(" ".repeat(99)).read()).startsWith("HTTP/1.1 415");
  }
}
