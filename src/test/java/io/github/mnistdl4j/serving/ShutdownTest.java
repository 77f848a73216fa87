package io.github.mnistdl4j.serving;

import static io.github.mnistdl4j.serving.RawAnswers.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been asked before the server is told to end is answered. */
class ShutdownTest {
  private static final String READY = head("GET /v2/health/ready");
  private static final String BODY = Requests.infer(Requests.image(1));
  private static final String INFER =
      head("POST /v2/models/mnist/infer", "Content-Length: " + BODY.length()) + BODY;

  private final InferenceServer server = ServedRun.start("request-timeout=600", "max-delay=1000");
  private CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);

  @AfterEach
  void close() {
    server.close();
    closing.join();
  }

  /** So that what is written is read at once. */
  @BeforeEach
  void warmUp() throws Exception {
    assertThat(ask("GET /model")).startsWith("HTTP/1.1 200");
  }

  /** Tells the server to end and waits until it is past the time in which all is answered. */
  private void stop() throws Exception {
    closing = CompletableFuture.runAsync(server::close);
    while (!ask("GET /model").startsWith("HTTP/1.1 503")) {
      Thread.sleep(1);
    }
  }

  private String ask(String request) throws Exception {
    try (RawAnswers connection = new RawAnswers(server)) {
      return connection.write(head(request)).read();
    }
  }

  @Test
  void answersASlowBodyToItsEnd() throws Exception {
    try (RawAnswers slow = new RawAnswers(server)) {
      slow.write(INFER.substring(0, INFER.length() - 1000));
      stop();
      for (int i = 1000; i > 0; i -= 200) {
        Thread.sleep(400); // longer than Jetty's second in all
        slow.write(INFER.substring(INFER.length() - i, INFER.length() - i + 200));
      }
      assertThat(slow.read()).startsWith("HTTP/1.1 200").contains("Connection: close");
      assertThat(slow.isAtEnd()).isTrue();
    }
  }

  @Test
  void answersARequestOfWhichOnlyTheFirstByteHadCome() throws Exception {
    try (RawAnswers slow = new RawAnswers(server)) {
      slow.write("P");
      stop();
      slow.write(INFER.substring(1));
      assertThat(slow.read()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void answersWhatWasPipelined() throws Exception {
    try (RawAnswers pipelined = new RawAnswers(server)) {
      pipelined.write(INFER + INFER + INFER);
      stop();
      assertThat(pipelined.read()).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
      assertThat(pipelined.read()).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
      assertThat(pipelined.read()).startsWith("HTTP/1.1 200").contains("Connection: close");
    }
  }

  @Test
  void isNotReadyMeanwhileAndTakesNothingNew() throws Exception {
    try (RawAnswers slow = new RawAnswers(server)) {
      assertThat(slow.write(READY).read()).startsWith("HTTP/1.1 200");
      slow.write("P");
      stop();
      assertThat(ask("GET /v2/health/ready"))
          .startsWith("HTTP/1.1 503")
          .contains("Connection: close", "Retry-After", "shutting down");
      assertThat(ask("GET /v2/models/mnist/ready")).startsWith("HTTP/1.1 503");
      assertThat(ask("GET /v2/health/live")).startsWith("HTTP/1.1 200");
      assertThat(ask("GET /metrics")).startsWith("HTTP/1.1 200");
      slow.write(INFER.substring(1));
      assertThat(slow.read()).startsWith("HTTP/1.1 200");
    }
    closing.join();
  }
}
