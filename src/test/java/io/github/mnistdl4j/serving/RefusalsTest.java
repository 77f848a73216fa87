package io.github.mnistdl4j.serving;

import static io.github.mnistdl4j.serving.RawAnswers.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.serving.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each reason to reject a request, or to close a connection, is counted; sockets provoke it. Models
 * that are replaced are so in {@link ClassesTest}.
 */
class RefusalsTest {
  private static final String BODY = Requests.infer(Requests.image(1));
  private static final String INFER = post("/v2/models/mnist/infer", BODY, BODY.length());
  private static final String LOAD = post("/v2/repository/models/mnist/load", "", 0);

  /** Pictures that may wait, besides those that are worked on. */
  private static final int WAITING = 64;

  private final List<RawAnswers> connections = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private InferenceServer server = ServedRun.start();

  @AfterEach
  void close() throws Exception {
    end.countDown();
    hangUp();
    server.close();
  }

  private void serve(String... settings) {
    server.close();
    server = ServedRun.start(settings);
  }

  private static String post(String path, String body, int length) {
    return head("POST " + path, "Content-Length: " + length) + body;
  }

  /** Sends a request on a new connection, whose answer may be read later. */
  private RawAnswers send(String request) throws Exception {
    RawAnswers connection = new RawAnswers(server);
    connections.add(connection);
    return connection.write(request);
  }

  private void send(String request, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      send(request);
    }
  }

  private void hangUp() throws Exception {
    for (RawAnswers connection : connections) {
      connection.close();
    }
    connections.clear();
  }

  /** Reads an answer on each connection; returns how many of them have a status. */
  private int answers(int status) throws Exception {
    int found = 0;
    for (RawAnswers connection : connections) {
      found += connection.read().startsWith("HTTP/1.1 " + status) ? 1 : 0;
    }
    return found;
  }

  private int refused(Refusal why) throws Exception {
    String metrics = send(head("GET /metrics", "Connection: close")).read();
    connections.remove(connections.size() - 1).close();
    Matcher count =
        Pattern.compile("mnist_refusals_total\\{reason=\"%s\"} (\\d+)".formatted(why.label()))
            .matcher(metrics);
    assertThat(count.find()).as(metrics).isTrue();
    return Integer.parseInt(count.group(1));
  }

  @Test
  void allAreExposedFromTheStartAndExplained() throws Exception {
    String page = Files.readString(Path.of("docs", "monitoring", "README.md"));
    for (Refusal why : Refusal.values()) {
      assertThat(refused(why)).isZero();
      assertThat(page).contains("`" + why.label() + "`");
    }
  }

  @Test
  void tooManyImages() throws Exception {
    serve("max-queue=1", "max-delay=1000");
    int full = 0;
    while (full == 0) { // on a busy machine the first may be answered before the second comes
      send(INFER, 2);
      full = answers(429);
      hangUp();
    }
    assertThat(refused(Refusal.QUEUE_FULL)).isEqualTo(full);
  }

  @Test
  void tooManyPicturesAndNoTime() throws Exception {
    server.close();
    server = ServedRun.start(blocked(), "reload=true", "request-timeout=1");
    send(LOAD, Runtime.getRuntime().availableProcessors() + WAITING + 1);
    int late = answers(503);
    assertThat(late).isPositive().isLessThan(connections.size());
    assertThat(refused(Refusal.TIMEOUT)).isEqualTo(late);
    assertThat(refused(Refusal.PICTURES_FULL)).isEqualTo(connections.size() - late);
  }

  /** Loads a model once; for the second time it waits. */
  private Supplier<ServedModel> blocked() {
    ServedModel model = ServedRun.model();
    AtomicBoolean started = new AtomicBoolean();
    return () -> {
      try {
        boolean ended = !started.getAndSet(true) || end.await(10, TimeUnit.MINUTES);
        assertThat(ended).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return model;
    };
  }

  @Test
  void tooManyLargePictures() throws Exception {
    byte[] picture = Requests.blank(5000, 5000);
    String file = new String(picture, StandardCharsets.ISO_8859_1);
    send(post("/predict", file, picture.length), 7);
    int full = answers(429);
    assertThat(full).isPositive();
    assertThat(refused(Refusal.LARGE_PICTURES_FULL)).isEqualTo(full);
  }

  @Test
  void tooLittleMemory() throws Exception {
    serve("max-body=1024"); // 64 of that size fit
    send(post("/v2/models/mnist/infer", " ".repeat(1000), 1024), 65);
    while (refused(Refusal.MEMORY) == 0) {
      Thread.sleep(5);
    }
    assertThat(refused(Refusal.MEMORY)).isEqualTo(1);
  }

  @Test
  void tooManyCorrections() throws Exception {
    serve(KeptDrawings.full());
    String file = new String(Requests.png(60), StandardCharsets.ISO_8859_1);
    send(post("/corrections?class=3", file, file.length()));
    assertThat(answers(507)).isEqualTo(1);
    assertThat(refused(Refusal.CORRECTIONS_FULL)).isEqualTo(1);
  }

  @Test
  void noModelToLoad() throws Exception {
    ServedModel model = ServedRun.model();
    AtomicBoolean started = new AtomicBoolean();
    Supplier<ServedModel> once =
        () -> {
          if (started.getAndSet(true)) {
            throw new RunException("There is no run.");
          }
          return model;
        };
    server.close();
    server = ServedRun.start(once, "reload=true");
    send(LOAD);
    assertThat(answers(503)).isEqualTo(1);
    assertThat(refused(Refusal.LOAD_FAILED)).isEqualTo(1);
  }

  @Test
  void theEnd() throws Exception {
    send(post("/predict", "", 99));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    while (!send(head("GET /model")).read().startsWith("HTTP/1.1 503")) {
      Thread.sleep(5);
    }
    assertThat(refused(Refusal.SHUTTING_DOWN)).isEqualTo(1);
    hangUp();
    closing.join();
  }

  @Test
  void busyConnections() throws Exception {
    serve("max-connections=4", "request-timeout=600");
    try (Held busy = Held.of(server, 4, post("/predict", "", 99))) {
      send(post("/predict", "abc", 3));
      assertThat(answers(503)).isEqualTo(1);
      assertThat(refused(Refusal.CONNECTIONS_BUSY)).isEqualTo(1);
      hangUp();
      while (refused(Refusal.CONNECTIONS_FULL) == 0) {
        send(post("/predict", "", 99), 200); // busy for a second each
        hangUp();
      }
      assertThat(busy.get(0).write(" ".repeat(99)).read()).startsWith("HTTP/1.1 415");
    }
  }

  @Test
  void idleConnections() throws Exception {
    serve("max-connections=4", "request-timeout=600");
    try (Held idle = Held.of(server, 4, "")) {
      Thread.sleep(1500); // longer than a connection must be quiet to make room
      assertThat(refused(Refusal.CONNECTION_IDLE)).isEqualTo(1); // for this question
      assertThat(idle.size()).isEqualTo(4);
    }
  }

  @Test
  void slowClients() throws Exception {
    serve("request-timeout=1");
    send(post("/predict", "x", 99));
    assertThat(answers(408)).isEqualTo(1);
    assertThat(refused(Refusal.SLOW_CLIENT)).isEqualTo(1);
    assertThat(send("GET / HT").isAtEnd()).isTrue();
    assertThat(refused(Refusal.SLOW_CLIENT)).isEqualTo(2);
  }
}
