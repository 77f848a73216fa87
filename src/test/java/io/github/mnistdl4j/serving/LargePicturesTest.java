package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Photographs as large as phones make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargePicturesTest {
  private static final int MIB = 1 << 20;
  private static final int CLIENTS = 40;

  private final byte[] photograph = Requests.photograph(2600, 2000);
  private final InferenceServer server = ServedRun.start();
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void areReadAndTheBoxIsInTheirPixels() throws Exception {
    assertThat(photograph.length).isBetween(8 * MIB, 16 * MIB);
    HttpResponse<String> response = client.post("/read", photograph);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonObject reading = Client.json(response);
    assertThat(reading.get("width").getAsInt()).isEqualTo(2600);
    assertThat(reading.get("height").getAsInt()).isEqualTo(2000);
    JsonObject box =
        reading.getAsJsonArray("parts").get(0).getAsJsonObject().getAsJsonObject("box");
    assertThat(box.get("left").getAsInt()).isBetween(1170, 1210);
    assertThat(box.get("width").getAsInt()).isBetween(180, 240);
    assertThat(box.get("top").getAsInt()).isBetween(470, 510);
    assertThat(box.get("height").getAsInt()).isBetween(980, 1040);
  }

  @Test
  void mayHave16MebibytesAndNotMore() throws Exception {
    for (String path : List.of("/predict", "/read", "/explain")) {
      assertThat(client.post(path, new byte[16 * MIB]).statusCode()).isEqualTo(415);
      HttpResponse<String> refused = client.post(path, new byte[17 * MIB]);
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(Client.error(refused)).isEqualTo("the body has more than 16777216 bytes");
    }
    assertThat(client.infer(" ".repeat(MIB + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void ofManyClientsAreAnsweredOrPutOff() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Integer>> posts =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> (Callable<Integer>) () -> status(client.post("/read", photograph)))
              .toList();
      for (Future<Integer> status : clients.invokeAll(posts)) {
        assertThat(status.get()).isIn(200, 429, 503);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(client.get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(client.post("/read", photograph).statusCode()).as("room again").isEqualTo(200);
  }

  private static int status(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
    return response.statusCode();
  }

  @Test
  void areCountedWhereTheyAreBlank() throws Exception {
    HttpResponse<String> blank = client.post("/read", Requests.blank(300, 300));
    assertThat(blank.statusCode()).isEqualTo(422);
    assertThat(Client.json(blank).get("rejected").getAsBoolean()).isTrue();
    assertThat(Client.json(blank).get("reason").getAsString()).isEqualTo("blank");
    assertThat(client.get("/metrics").body())
        .containsPattern("mnist_rejections_total\\{reason=\"blank\"} [1-9]")
        .contains("mnist_rejections_total{reason=\"several digits\"}");
  }
}
