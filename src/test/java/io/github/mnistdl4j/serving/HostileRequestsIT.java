package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is attacked goes on, and gives back what it took. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT {
  private static final int REQUESTS = Integer.getInteger("hostile.requests", 2000);
  private static final int CONNECTIONS = 1000;
  private static final int ATTACKERS = 100;
  private static final long LEAK_BYTES = 16 << 20;
  private static final int FEW = 20;

  /** How often to look, for some tenths of a second each, whether something has leaked. */
  private static final int LOOKS = 100;

  private static final int PATIENCE_MILLIS = 600_000;
  private static final String INFER =
      "POST /v2/models/mnist/infer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
          + "Content-Length: %d\r\n\r\n%s";

  private final InferenceServer server = ServedRun.start("request-timeout=1", "max-body=65536");
  private final Client client = new Client(server);
  private final InferenceServer patient = ServedRun.start("max-body=65536");

  @AfterAll
  void close() {
    server.close();
    patient.close();
  }

  /** What a process may leak. */
  private record Holdings(long heapBytes, int threads, long files) {
    static Holdings now() throws Exception {
      for (int i = 0; i < 3; i++) {
        System.gc();
        TimeUnit.MILLISECONDS.sleep(100);
      }
      Runtime runtime = Runtime.getRuntime();
      return new Holdings(
          runtime.totalMemory() - runtime.freeMemory(), Thread.activeCount(), openFiles());
    }

    /** Whether no more is held than this; but for a few, which come and go. */
    boolean isNoMoreThan(Holdings before) {
      return heapBytes < before.heapBytes + LEAK_BYTES
          && threads < before.threads + FEW
          && files < before.files + FEW;
    }

    private static long openFiles() throws IOException {
      Path open = Path.of("/proc/self/fd");
      if (!Files.isDirectory(open)) {
        return 0; // another system: memory and threads must do
      }
      try (Stream<Path> files = Files.list(open)) {
        return files.count();
      }
    }
  }

  private void requireRightAnswer(int seed) throws Exception {
    float[] image = Requests.image(seed);
    String body = Requests.infer(image);
    String answer = client.raw(INFER.formatted(body.length(), body), PATIENCE_MILLIS);
    int digit = ServedRun.model().predictor().predict(image).digit();
    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"data\":[%d]".formatted(digit));
  }

  private void attack(int requests) throws Exception {
    ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
    try {
      List<Callable<String>> attacks =
          IntStream.range(0, requests)
              .mapToObj(i -> (Callable<String>) () -> attackOnce(i))
              .toList();
      for (Future<String> answer : attackers.invokeAll(attacks)) {
        assertThat(answer.get())
            .doesNotContain("HTTP/1.1 200", "HTTP/1.1 500", "Exception", "\tat ", "root:");
      }
    } finally {
      attackers.shutdownNow();
      assertThat(attackers.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    }
  }

  private String attackOnce(int i) throws IOException {
    Attack attack = AttackOrder.at(i);
    String answer = attack.carryOut(client, new Random(i));
    return attack.mayBeAnswered() ? answer.replace("HTTP/1.1 200", "") : answer;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLOW_CLIENT")
  void areAnsweredAsWhatTheyAre(Attack attack) throws Exception {
    for (int i = 0; i < AttackOrder.tries(attack); i++) {
      String answer = attack.carryOut(new Client(patient), new Random(i));
      int status = answer.isEmpty() ? 0 : HttpAnswer.of(answer).status();
      assertThat(status).as(answer).isIn(attack.statuses());
    }
  }

  /** Many connections at once that send half a request, while others go on. */
  private void connectOften() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = client.connect();
        sockets.add(socket);
        socket
            .getOutputStream()
            .write("GET /v2 HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
      }
      requireRightAnswer(7);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Waits until no more files are closed. */
  private static Holdings settled() throws Exception {
    Holdings now = Holdings.now();
    Holdings next = Holdings.now();
    while (next.files() < now.files()) {
      now = next;
      next = Holdings.now();
    }
    return next;
  }

  /** Waits until what was closed is given back, which takes a moment. */
  private static Holdings afterwards(Holdings before) throws Exception {
    Holdings now = Holdings.now();
    for (int i = 0; i < LOOKS && !now.isNoMoreThan(before); i++) {
      now = Holdings.now();
    }
    return now;
  }

  @Test
  void leaveTheServerAnsweringAndItsMemoryWhereItWas() throws Exception {
    attack(4 * ATTACKERS); // all classes are loaded, all pools filled
    connectOften();
    Holdings before = settled();

    attack(REQUESTS);
    connectOften();
    requireRightAnswer(1);

    Holdings after = afterwards(before);
    assertThat(after).matches(now -> now.isNoMoreThan(before), "no more than " + before);
    assertThat(client.get("/metrics").body()).contains("mnist_queue_images 0.0");
    requireRightAnswer(2);
  }
}
