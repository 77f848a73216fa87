package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What the one who runs a server sees of it. */
class OperationTest {
  private static final String REQUEST = Requests.infer(Requests.image(1));
  private static final Logger ACCESS = Logger.getLogger("access");

  private static CompletableFuture<HttpResponse<String>> inferLater(Client client) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.infer(REQUEST);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Asks until an image waits for others: on a busy machine it is answered before one looks. */
  private static CompletableFuture<HttpResponse<String>> askAndWait(Client client)
      throws Exception {
    CompletableFuture<HttpResponse<String>> waiting = inferLater(client);
    while (!client.get("/metrics").body().contains("mnist_queue_images 1.0")) {
      if (waiting.isDone()) {
        assertThat(waiting.get().statusCode()).isEqualTo(200);
        waiting = inferLater(client);
      }
    }
    return waiting;
  }

  @Test
  void countsWhatItDoes() throws Exception {
    try (InferenceServer server = ServedRun.start()) {
      Client client = new Client(server);
      int digit = ServedRun.model().predictor().predict(Requests.image(1)).digit();
      client.infer(REQUEST);
      client.infer(REQUEST);
      client.infer("{}");
      client.get("/nothing");
      HttpResponse<String> metrics = client.get("/metrics");
      assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body().lines())
          .contains(
              "mnist_requests_total{endpoint=\"infer\",status=\"200\"} 2.0",
              "mnist_requests_total{endpoint=\"infer\",status=\"400\"} 1.0",
              "mnist_requests_total{endpoint=\"none\",status=\"404\"} 1.0",
              "mnist_request_duration_seconds_count{endpoint=\"infer\"} 3",
              "mnist_batch_images_count 2",
              "mnist_batch_images_sum 2.0",
              "mnist_queue_duration_seconds_count 2",
              "mnist_compute_duration_seconds_count 2",
              "mnist_model_info{name=\"mnist\",run=\"a\",version=\"a\"} 1",
              "mnist_queue_images 0.0",
              "mnist_predictions_total{digit=\"%d\"} 2.0".formatted(digit),
              "mnist_predictions_total{digit=\"%d\"} 0.0".formatted(9 - digit));
    }
  }

  @Test
  void countsWhatItExplains() throws Exception {
    try (InferenceServer server = ServedRun.start()) {
      Client client = new Client(server);
      HttpResponse<String> explained = client.post("/explain", Requests.png(60));
      int digit = Client.json(explained).get("digit").getAsInt();
      assertThat(client.get("/metrics").body().lines())
          .contains("mnist_predictions_total{digit=\"%d\"} 1.0".formatted(digit));
    }
  }

  @Test
  void saysThatLoadingTakesTooLong() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    ServedModel model = ServedRun.model();
    AtomicBoolean started = new AtomicBoolean();
    Supplier<ServedModel> source =
        () -> {
          if (started.getAndSet(true)) {
            awaitUninterrupted(slow);
          }
          return model;
        };
    try (InferenceServer server = ServedRun.start(source, "reload=true", "request-timeout=1")) {
      HttpResponse<String> late = new Client(server).post("/v2/repository/models/mnist/load", "");
      assertThat(late.statusCode()).isEqualTo(503);
      assertThat(Client.error(late)).startsWith("no answer in time");
    } finally {
      slow.countDown();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void writesEveryRequestIntoTheAccessLog() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Handler handler = collect(lines);
    ACCESS.addHandler(handler);
    try (InferenceServer server = ServedRun.start()) {
      Client client = new Client(server);
      client.get("/nothing%20here?secret=1");
      client.infer(REQUEST);
    } finally {
      ACCESS.removeHandler(handler);
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches(
            "remote=127\\.0\\.0\\.1 method=GET path=/nothing%20here endpoint=none status=404 in=0"
                + " out=\\d+ micros=\\d+ answered");
    assertThat(lines.get(1)).contains(" endpoint=infer status=200 in=" + REQUEST.length());
  }

  /** So that it is answered in the time that a server which ends leaves for that. */
  @Test
  void countsTheTimeOfARequestFromItsFirstByte() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Handler handler = collect(lines);
    ACCESS.addHandler(handler);
    try (InferenceServer server = ServedRun.start("request-timeout=3");
        RawAnswers early = new RawAnswers(server);
        RawAnswers late = new RawAnswers(server)) {
      early.write("POST /read HTTP/1.1\r\n");
      Thread.sleep(1000);
      late.write(RawAnswers.head("POST /predict", "Content-Length: 9"));
      Thread.sleep(500);
      early.write("Host: localhost\r\nContent-Length: 9\r\n\r\n");
      assertThat(late.read()).startsWith("HTTP/1.1 408");
      assertThat(early.read()).startsWith("HTTP/1.1 408");
    } finally {
      ACCESS.removeHandler(handler);
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("path=/read ");
  }

  private static Handler collect(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        lines.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void saysWhenTooMuchIsWaiting() throws Exception {
    try (InferenceServer server = ServedRun.start("max-queue=1", "max-delay=1000")) {
      Client client = new Client(server);
      CompletableFuture<HttpResponse<String>> waiting = askAndWait(client);
      HttpResponse<String> refused = client.infer(REQUEST);
      for (int i = 0; i < 20 && refused.statusCode() == 200; i++) { // it waited no longer
        waiting = askAndWait(client);
        refused = client.infer(REQUEST);
      }
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(waiting.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersWhatIsUnderWayBeforeItEnds() throws Exception {
    InferenceServer server = ServedRun.start("max-delay=1000");
    Client client = new Client(server);
    CompletableFuture<HttpResponse<String>> waiting = askAndWait(client);
    server.close();
    assertThat(waiting.get().statusCode()).isEqualTo(200);
    assertThat(threads("http", "batcher", "pictures")).isEmpty();
  }

  private static List<String> threads(String... prefixes) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> List.of(prefixes).stream().anyMatch(name::startsWith))
        .toList();
  }

  @Test
  void loadsANewerRunAndKeepsTheOldOneWhereItCannot() throws Exception {
    RunDirectory[] newest = {ServedRun.train("first")};
    try (InferenceServer server =
        ServedRun.start(() -> ServedModel.load(newest[0]), "reload=true")) {
      Client client = new Client(server);
      newest[0] = ServedRun.train("second");
      HttpResponse<String> loaded = client.post("/v2/repository/models/mnist/load", "");
      assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
      assertThat(client.infer(REQUEST).body()).contains("\"model_version\":\"second\"");
      assertThat(
              client.get("/metrics").body().lines().filter(line -> line.startsWith("mnist_model")))
          .containsExactly("mnist_model_info{name=\"mnist\",run=\"second\",version=\"second\"} 1");

      newest[0] = new RunDirectory(newest[0].path().resolve("missing"));
      HttpResponse<String> failed = client.post("/v2/repository/models/mnist/load", "");
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(Client.error(failed)).contains("second is still served").doesNotContain("/");
      assertThat(client.infer(REQUEST).body()).contains("\"model_version\":\"second\"");
    }
  }
}
