package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.training.SomeDigits;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose classes are no digits and whose images are not MNIST's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassesTest {
  private static final Digits IMAGES = SomeDigits.of(SmallDigits.TOOLS, 20, 3);
  private static final byte[] PICTURE = Requests.png(100);

  private final ServedModel tools = ServedRun.model(SmallDigits.TOOLS);
  private final InferenceServer server = ServedRun.start(() -> tools);
  private final Client client = new Client(server);
  private final String path = "/v2/models/" + tools.name();

  @AfterAll
  void close() {
    server.close();
  }

  private static String image(int index) {
    return "[" + Requests.numbers(Digits.scaled(IMAGES.image(index))) + "]";
  }

  private JsonObject infer(String shape, int index) throws Exception {
    HttpResponse<String> response =
        client.post(path + "/infer", Requests.infer("FP32", shape, image(index)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Client.json(response);
  }

  private static JsonArray data(JsonObject answer, int output) {
    return answer.getAsJsonArray("outputs").get(output).getAsJsonObject().getAsJsonArray("data");
  }

  @Test
  void tellsShapeAndNamesInTheMetadata() throws Exception {
    JsonObject model = Client.json(client.get("/model"));
    assertThat(model).isEqualTo(Client.json(client.get(path)));
    JsonObject input = model.getAsJsonArray("inputs").get(0).getAsJsonObject();
    assertThat(input.get("shape")).hasToString("[-1,108]");
    assertThat(input.get("parameters")).hasToString("{\"height\":12,\"width\":9}");
    JsonObject output = model.getAsJsonArray("outputs").get(0).getAsJsonObject();
    assertThat(output.get("shape")).hasToString("[-1,3]");
    assertThat(output.getAsJsonObject("parameters").getAsJsonArray("labels").asList())
        .extracting(JsonElement::getAsString)
        .containsExactlyElementsOf(SmallDigits.TOOLS.classes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[108]", "[1,108]", "[1,12,9]", "[1,1,12,9]"})
  void namesTheClassOfATensorOfEveryShape(String shape) throws Exception {
    int right = 0;
    for (int i = 0; i < IMAGES.size(); i++) {
      JsonObject answer = infer(shape, i);
      int digit = data(answer, 1).get(0).getAsInt();
      assertThat(data(answer, 2).get(0).getAsString()).isEqualTo(SmallDigits.TOOLS.name(digit));
      right += digit == IMAGES.label(i) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(18);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,9,12]", "[1,784]", "[1,28,28]"})
  void takesNoOtherShape(String shape) throws Exception {
    HttpResponse<String> response =
        client.post(path + "/infer", Requests.infer("FP32", shape, image(0)));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.error(response))
        .isEqualTo(
            "inputs[0].shape is %s, but must be [n, 108], [n, 12, 9], [n, 12, 9, 1], [n, 1, 12, 9], [12, 9] or [108], n at least 1"
                .formatted(shape.replace(",", ", ")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4711})
  void namesTheMostProbableClassesAsTritonDoes(int asked) throws Exception {
    String wish =
        "{\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"classification\":%d}}],"
            .formatted(asked);
    HttpResponse<String> response =
        client.post(
            path + "/infer", wish + Requests.infer("FP32", "[1,108]", image(0)).substring(1));
    JsonObject output = Client.json(response).getAsJsonArray("outputs").get(0).getAsJsonObject();
    assertThat(output.get("datatype").getAsString()).isEqualTo("BYTES");
    assertThat(output.get("shape"))
        .hasToString("[1,%d]".formatted(Math.min(asked, SmallDigits.TOOLS.classes().size())));
    int label = IMAGES.label(0);
    assertThat(output.getAsJsonArray("data").get(0).getAsString())
        .matches("0\\.\\d+(E-\\d+)?:%d:.*".formatted(label))
        .endsWith(":" + SmallDigits.TOOLS.name(label));
  }

  @Test
  void namesTheClassOfAPictureAndItsShape() throws Exception {
    JsonObject answer = Client.json(client.post("/predict", PICTURE));
    assertThat(answer.get("label").getAsString())
        .isEqualTo(SmallDigits.TOOLS.name(answer.get("digit").getAsInt()));
    assertThat(answer.get("width").getAsInt()).isEqualTo(9);
    assertThat(answer.get("height").getAsInt()).isEqualTo(12);
    assertThat(answer.getAsJsonArray("input")).hasSize(108);
  }

  @Test
  void explainsAClassByNumberOrName() throws Exception {
    String byNumber = client.post("/explain?digit=1", PICTURE).body();
    assertThat(client.post("/explain?class=file%20%3C%26%3E+%22flat%22", PICTURE).body())
        .isEqualTo(byNumber)
        .contains("\"attribution\"");
    assertThat(client.post("/explain?class=hammer", PICTURE).body())
        .isEqualTo(client.post("/explain?digit=2", PICTURE).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"digit=3", "digit=02", "digit=-1", "class=axe", "class=", "saw"})
  void explainsNoClassThatThereIsNot(String query) throws Exception {
    HttpResponse<String> response = client.post("/explain?" + query, PICTURE);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.error(response))
        .isEqualTo("the query must be digit=0 to digit=2, class=NAME, or empty");
  }

  @Test
  void countsPredictionsByName() throws Exception {
    try (InferenceServer fresh = ServedRun.start(() -> tools)) {
      Client asks = new Client(fresh);
      String label = Client.json(asks.post("/predict", PICTURE)).get("label").getAsString();
      String escaped = label.replace("\"", "\\\"");
      assertThat(asks.get("/metrics").body())
          .contains("mnist_predictions_total{digit=\"%s\"} 1.0".formatted(escaped))
          .containsPattern("mnist_predictions_total\\{digit=\"(saw|hammer)\"} 0.0");
    }
  }

  @Test
  void explainsTheLastOf26Classes() throws Exception {
    ServedModel letters = ServedRun.model(SmallDigits.LETTERS);
    try (InferenceServer other = ServedRun.start(() -> letters)) {
      Client asks = new Client(other);
      assertThat(asks.post("/explain?digit=25", PICTURE).body())
          .isEqualTo(asks.post("/explain?class=z", PICTURE).body())
          .contains("\"attribution\"");
      JsonObject answer = Client.json(asks.post("/predict", PICTURE));
      assertThat(answer.getAsJsonArray("probabilities")).hasSize(26);
    }
  }

  @Test
  void refusesATensorThatWaitsForAModelOfOtherImages() throws Exception {
    byte[] body = Requests.infer("FP32", "[1,108]", image(0)).getBytes(StandardCharsets.UTF_8);
    refusesWhatWaits(path + "/infer", body, new DatasetInfo(12, 9, names(), Preparation.PLAIN));
    refusesWhatWaits(path + "/infer", body, new DatasetInfo(10, 12, names(), Preparation.PLAIN));
  }

  @Test
  void refusesAPictureThatWaitsForAModelOfOtherImages() throws Exception {
    refusesWhatWaits("/predict", PICTURE, new DatasetInfo(10, 12, names(), Preparation.PLAIN));
  }

  private static List<String> names() {
    return SmallDigits.TOOLS.classes();
  }

  /** Asks, changes the model while the question waits, and asks again if it did not. */
  private void refusesWhatWaits(String asked, byte[] body, DatasetInfo next) throws Exception {
    ServedModel later = ServedRun.model(next);
    AtomicReference<ServedModel> current = new AtomicReference<>(tools);
    try (InferenceServer slow = ServedRun.start(current::get, "max-delay=1000")) {
      Client asks = new Client(slow);
      HttpResponse<String> response;
      do {
        current.set(tools);
        slow.reload();
        CompletableFuture<HttpResponse<String>> waiting = later(asks, asked, body);
        while (!waiting.isDone()
            && !asks.get("/metrics").body().contains("mnist_queue_images 1.0")) {
          Thread.onSpinWait();
        }
        current.set(later);
        slow.reload();
        response = waiting.get();
      } while (response.statusCode() == 200);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
      assertThat(Client.error(response))
          .isEqualTo(
              "while the request waited, the model was replaced by b, which takes other images, of %s pixels; ask again"
                  .formatted(next.shape()));
      assertThat(asks.get("/metrics").body())
          .contains("mnist_refusals_total{reason=\"model_replaced\"} 1.0");
    }
  }

  private static CompletableFuture<HttpResponse<String>> later(
      Client client, String path, byte[] body) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.post(path, body);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
