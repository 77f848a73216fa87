package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Triton's clients ask besides predictions, and how they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TritonEndpointsTest {
  private static final int PATIENCE_MILLIS = 600_000;
  private static final String CHUNKED =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final InferenceServer server = ServedRun.start();
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void sayWhatTheServerCanDo() throws Exception {
    assertThat(client.get("/v2/").body()).isEqualTo(client.get("/v2").body());
    assertThat(Client.json(client.get("/v2")).getAsJsonArray("extensions"))
        .hasToString(
            "[\"classification\",\"binary_tensor_data\",\"model_configuration\",\"statistics\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/models/mnist/config", "/v2/models/mnist/versions/a/config"})
  void describeTheModel(String path) throws Exception {
    JsonObject expected =
        JsonParser.parseString(
                """
                {"name":"mnist","platform":"deeplearning4j_zip","backend":"","max_batch_size":64,
                 "version_policy":{"specific":{"versions":["a"]}},
                 "input":[{"name":"input","data_type":"TYPE_FP32","dims":[784]}],
                 "output":[
                   {"name":"probabilities","data_type":"TYPE_FP32","dims":[10]},
                   {"name":"digit","data_type":"TYPE_INT64","dims":[1],"reshape":{"shape":[]}},
                   {"name":"label","data_type":"TYPE_STRING","dims":[1],"reshape":{"shape":[]}}]}
                """)
            .getAsJsonObject();
    assertThat(Client.json(client.get(path))).isEqualTo(expected);
  }

  @Test
  void listTheModel() throws Exception {
    assertThat(JsonParser.parseString(client.post("/v2/repository/index", "{}").body()))
        .isEqualTo(
            JsonParser.parseString(
                "[{\"name\":\"mnist\",\"version\":\"a\",\"state\":\"READY\",\"reason\":\"\"}]"));
  }

  private static JsonObject statistics(Client client, String path) throws Exception {
    return Client.json(client.get(path)).getAsJsonArray("model_stats").get(0).getAsJsonObject();
  }

  @Test
  void countRequestsAndImages() throws Exception {
    try (InferenceServer fresh = ServedRun.start()) {
      Client asking = new Client(fresh);
      float[] image = Requests.image(1);
      String two = "[%s,%1$s]".formatted(Requests.numbers(image));
      asking.infer(Requests.infer("FP32", "[2,784]", two));
      asking.infer(Requests.infer(image));
      asking.infer("nonsense");
      asking.send(
          asking
              .to("/v2/models/mnist/infer")
              .header(BinaryData.HEADER, "x")
              .POST(BodyPublishers.noBody()));
      JsonObject counted = statistics(asking, "/v2/models/stats");
      assertThat(counted.get("version").getAsString()).isEqualTo("a");
      assertThat(counted.get("inference_count").getAsInt()).isEqualTo(3);
      assertThat(counted.get("execution_count").getAsInt()).isEqualTo(2);
      assertThat(counted.get("last_inference").getAsLong()).isPositive();
      JsonObject times = counted.getAsJsonObject("inference_stats");
      assertThat(count(times, "success")).isEqualTo(2);
      assertThat(count(times, "fail")).isEqualTo(2);
      assertThat(count(times, "compute_infer")).isEqualTo(2);
      assertThat(count(times, "queue")).isEqualTo(2);
      assertThat(times.getAsJsonObject("success").get("ns").getAsLong()).isPositive();
      assertThat(statistics(asking, "/v2/models/mnist/stats")).isEqualTo(counted);
    }
  }

  private static int count(JsonObject times, String stage) {
    return times.getAsJsonObject(stage).get("count").getAsInt();
  }

  @ParameterizedTest
  @CsvSource({
    "/v2,                     'GET, HEAD', GET and HEAD",
    "/v2/models/mnist/config, 'GET, HEAD', GET and HEAD",
    "/corrections,            'GET, HEAD, POST', 'GET, HEAD and POST'",
    "/v2/models/mnist/infer,  POST,        POST",
  })
  void allowHeadWhereverGet(String path, String allowed, String words) throws Exception {
    HttpResponse<String> response =
        client.send(client.to(path).method("PUT", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
    assertThat(Client.error(response)).isEqualTo("%s takes %s only".formatted(path, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\nabc\r\n0\r\n\r\n", "5\r\nabcdefgh\r\n0\r\n\r\n", "-1\r\nabc\r\n"})
  void callMalformedChunksMalformed(String chunks) throws Exception {
    assertThat(client.raw(CHUNKED.formatted("/v2/models/mnist/infer") + chunks, PATIENCE_MILLIS))
        .startsWith("HTTP/1.1 400 ")
        .contains("Connection: close", "the body's chunks are malformed");
  }

  @Test
  void takeNoTextThatIsNotUnicode() throws Exception {
    HttpResponse<String> response =
        client.post("/v2/models/mnist/infer", new byte[] {'{', '"', 'i', 'd', '"', ':', '"', -1});
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.error(response)).startsWith("the body is not UTF-8");
  }
}
