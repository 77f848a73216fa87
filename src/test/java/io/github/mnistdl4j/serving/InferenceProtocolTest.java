package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.prediction.Prediction;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InferenceProtocolTest {
  private static final float[] IMAGE = Requests.image(1);
  private static final String ZEROS = String.join(",", Collections.nCopies(784, "0"));

  private final InferenceServer server = ServedRun.start();
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeAll
  void isReady() throws Exception {
    assertThat(client.get("/v2/health/ready").statusCode()).isEqualTo(200);
  }

  private JsonObject infer(String body) throws Exception {
    HttpResponse<String> response = client.infer(body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Client.json(response);
  }

  private static JsonArray data(JsonObject answer, int output) {
    return answer.getAsJsonArray("outputs").get(output).getAsJsonObject().getAsJsonArray("data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v2/health/live                 | {'live':true}",
        "/v2/health/ready                | {'ready':true}",
        "/v2/models/mnist/ready          | {'name':'mnist','ready':true}",
        "/v2/models/mnist/versions/a/ready | {'name':'mnist','ready':true}",
      })
  void saysHowItIs(String path, String expected) throws Exception {
    HttpResponse<String> response = client.get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(Client.json(response))
        .isEqualTo(com.google.gson.JsonParser.parseString(expected.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/models/mnist", "/v2/models/mnist/versions/a", "/model"})
  void describesTheModel(String path) throws Exception {
    assertThat(client.get(path).body())
        .isEqualTo(
            "{\"name\":\"mnist\",\"versions\":[\"a\"],\"platform\":\"deeplearning4j_zip\","
                + "\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP32\",\"shape\":[-1,784],"
                + "\"parameters\":{\"height\":28,\"width\":28}}],"
                + "\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,10],"
                + "\"parameters\":{\"labels\":"
                + "[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}},"
                + "{\"name\":\"digit\",\"datatype\":\"INT64\",\"shape\":[-1]},"
                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/resnet,                 'there is no model \"resnet\", only \"mnist\"'",
    "/v2/models/mnist/versions/7,       'there is no version \"7\", only \"a\"'",
    "/v2/models/mnist/versions/7/ready, 'there is no version \"7\", only \"a\"'",
    "/v2/models,                        not found; /openapi.json lists all paths",
  })
  void knowsNoOtherModel(String path, String error) throws Exception {
    HttpResponse<String> response = client.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Client.error(response)).isEqualTo(error);
  }

  @Test
  void answersWhatThePredictorSays() throws Exception {
    JsonObject answer = infer(Requests.infer(IMAGE));
    Prediction expected = ServedRun.model().predictor().predict(IMAGE);
    assertThat(answer.get("model_name").getAsString()).isEqualTo("mnist");
    assertThat(answer.get("model_version").getAsString()).isEqualTo("a");
    assertThat(answer.has("id")).isFalse();
    assertThat(data(answer, 0).asList())
        .extracting(value -> value.getAsFloat())
        .containsExactly(boxed(expected.probabilities()));
    assertThat(data(answer, 1)).hasToString("[" + expected.digit() + "]");
    assertThat(data(answer, 2)).hasToString("[\"" + expected.label() + "\"]");
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }

  @Test
  void answersSeveralImagesInTheirOrder() throws Exception {
    float[] other = Requests.image(2);
    String nested = "[[%s],[%s]]".formatted(Requests.numbers(IMAGE), Requests.numbers(other));
    JsonObject both = infer(Requests.infer("FP32", "[2,784]", nested));
    assertThat(both.getAsJsonArray("outputs").toString())
        .contains("\"shape\":[2,10]", "\"shape\":[2]");
    JsonArray second = data(infer(Requests.infer(other)), 0);
    assertThat(data(both, 0).asList().subList(10, 20)).isEqualTo(second.asList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[784]", "[28,28]", "[1,784]", "[1,28,28]", "[1,1,28,28]", "[1,28,28,1]"})
  void takesEveryShapeOfAnImage(String shape) throws Exception {
    JsonObject answer = infer(Requests.infer("FP64", shape, "[" + Requests.numbers(IMAGE) + "]"));
    assertThat(data(answer, 0)).isEqualTo(data(infer(Requests.infer(IMAGE)), 0));
  }

  @Test
  void takesNullForWhatIsLeftOut() throws Exception {
    String plain = Requests.infer(IMAGE);
    String nulls =
        plain
            .replaceFirst(
                "\\{",
                "{\"id\":null,\"outputs\":null,\"parameters\":{\"binary_data_output\":null},")
            .replaceFirst(
                "\"datatype\"", "\"parameters\":{\"binary_data_size\":null},\"datatype\"");
    assertThat(infer(nulls)).isEqualTo(infer(plain));
    assertThat(infer(nulls.replaceAll("\\{\"binary_data_\\w+\":null}", "null")))
        .isEqualTo(infer(plain));
    String output = "{\"name\":\"digit\",\"parameters\":%s}";
    String parameters = "{\"binary_data\":null,\"classification\":null}";
    assertThat(infer(nulls.replace("\"outputs\":null", outputs(output.formatted(parameters)))))
        .isEqualTo(infer(nulls.replace("\"outputs\":null", outputs(output.formatted("null")))));
  }

  private static String outputs(String one) {
    return "\"outputs\":[" + one + "]";
  }

  @Test
  void refusesAnEndlessId() throws Exception {
    String body = Requests.infer(IMAGE).replaceFirst("\\{", "{\"id\":\"" + "x".repeat(257) + "\",");
    HttpResponse<String> answer = client.infer(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Client.error(answer)).isEqualTo("id is longer than 256 characters");
  }

  @Test
  void dividesBytesBy255() throws Exception {
    String bytes = "[255,51" + ",0".repeat(782) + "]";
    float[] same = new float[784];
    same[0] = 1;
    same[1] = 51 / 255f;
    assertThat(data(infer(Requests.infer("UINT8", "[1,28,28]", bytes)), 0))
        .isEqualTo(data(infer(Requests.infer(same)), 0));
  }

  @Test
  void echoesTheIdAndAnswersTheOutputsThatAreWanted() throws Exception {
    JsonObject answer =
        infer(
            "{\"id\":\"é-1\",\"parameters\":{\"priority\":1},\"outputs\":"
                + "[{\"name\":\"digit\",\"parameters\":{\"binary_data\":false}}],"
                + Requests.infer(IMAGE).substring(1));
    assertThat(answer.get("id").getAsString()).isEqualTo("é-1");
    assertThat(answer.getAsJsonArray("outputs")).hasSize(1);
    assertThat(answer.getAsJsonArray("outputs").toString()).contains("\"digit\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                        | the body is not JSON: it ends at the top level",
        "{                         | the body is not JSON: it ends at the top level",
        "nonsense                  | the body is not JSON at the top level",
        "[]                        | the top level must be an object, but is a list",
        "{} {}                     | the body is not JSON at the top level",
        "{}                        | inputs is missing: it is a list of one tensor",
        "{\"inputs\":null}         | inputs is missing: it is a list of one tensor",
        "{\"inputs\":[null]}       | inputs[0] must be an object, but is null",
        "{\"inputs\":7}            | inputs must be a list, but is a number",
        "{\"inputs\":[]}           | inputs is missing: it is a list of one tensor",
        "{\"inputs\":[3]}          | inputs[0] must be an object, but is a number",
        "{\"inputs\":[{}]}         | inputs[0].name is \"\", but must be \"input\", or \"image\" for encoded pictures",
        "{\"parameters\":7}        | parameters must be an object, but is a number",
        "{\"parameters\":{\"binary_data_output\":1}} | parameters.binary_data_output must be true or false, but is a number",
        "{\"parameters\":{\"a\":[1]}} | parameters.a must be a string, a number, true or false, but is a list",
        "{\"inputs\":[{\"parameters\":{\"shared_memory_region\":\"x\"}}]} | inputs[0].parameters.shared_memory_region: this server shares no memory; send the data",
        "{\"outputs\":[{\"name\":\"digit\",\"parameters\":{\"binary_data\":\"yes\"}}]} | outputs[0].parameters.binary_data must be true or false, but is a string",
        "{\"id\":\"a\\ud83d\"}      | id has half of a surrogate pair: \\ud800 to \\udfff stand in pairs only",
        "{\"inputs\":[{\"name\":\"\\udc00\"}]} | inputs[0].name has half of a surrogate pair: \\ud800 to \\udfff stand in pairs only",
        "{\"id\":1}                | id must be a string, but is a number",
        "{\"id\":\"1\",\"id\":\"2\"} | id is given twice",
        "{\"outputs\":[{\"name\":\"digit\",\"parameters\":{\"classification\":2}}]} | outputs[0].parameters.classification is for the output probabilities only",
        "{\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"classification\":0}}]} | outputs[0].parameters.classification is 0, but must be at least 1",
        "{\"inputs\":[{\"name\":\"image\",\"data\":[\"iVBORw0K\"]}]} | inputs[0].data: encoded pictures are sent as binary data only, not in JSON",
        "{\"outputs\":[{\"name\":\"x\"}]} | outputs[0].name is \"x\", but must be one of probabilities, digit, label, each once",
      })
  void saysWhatIsWrongWithARequest(String body, String error) throws Exception {
    HttpResponse<String> response = client.infer(body);
    assertThat(Client.error(response)).isEqualTo(error);
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FP32  | [1,784]   | [0]     | inputs[0].data has 1 values, but the shape [1, 784] needs 784",
        "FP32  | [2,784]   | [Z]     | inputs[0].data has 784 values, but the shape [2, 784] needs 1568",
        "FP32  | [99999999999,784] | [Z] | inputs[0].data has 784 values, but the shape [99999999999, 784] needs 78399999999216",
        "FP32  | [0,784]   | []      | inputs[0].shape is [0, 784], but must be [n, 784], [n, 28, 28], [n, 28, 28, 1], [n, 1, 28, 28], [28, 28] or [784], n at least 1",
        "FP32  | [-1,784]  | [Z]     | inputs[0].shape is [-1, 784], but must be [n, 784], [n, 28, 28], [n, 28, 28, 1], [n, 1, 28, 28], [28, 28] or [784], n at least 1",
        "FP32  | [1,1.5]   | [Z]     | inputs[0].shape[1] must be a whole number of at most 9223372036854775807",
        "FP16  | [1,784]   | [Z]     | inputs[0].datatype is FP16, which is for binary data only: send FP32",
        "BOOL  | [1,784]   | [Z]     | inputs[0].datatype is \"BOOL\", but must be one of FP32, FP64, FP16, UINT8, INT8, INT16, INT32, INT64",
        "FP32  | [99999999999999999999,784] | [Z] | inputs[0].shape[0] must be a whole number of at most 9223372036854775807",
        "FP32  | [9223372036854775808,784] | [Z] | inputs[0].shape[0] must be a whole number of at most 9223372036854775807",
        "FP32  | [9223372036854775807,784] | [Z] | inputs[0].data has 784 values, but the shape [9223372036854775807, 784] needs 7231123676894144232688",
        "FP32  | [1,1,1,1,1,1,1,1,784] | [Z] | inputs[0].shape has more than 8 dimensions",
        "FP32  | [1,784]   | [2,Z]   | inputs[0].data has 785 values, but the shape [1, 784] needs 784",
        "FP32  | [1,784]   | [NaN,Z] | the body is not JSON at inputs[0].data[0]",
        "FP32  | [1,784]   | [1e999] | inputs[0].data[0] is larger than any number of 64 bits",
        "FP32  | [1,784]   | [Z,true] | inputs[0].data[784] must be a number, but is true or false",
        "FP32  | [1,784]   | [\"0\"] | inputs[0].data[0] must be a number, but is a string",
        "FP32  | [1,784]   | [null]  | inputs[0].data[0] must be a number, but is null",
      })
  void saysWhatIsWrongWithATensor(String datatype, String shape, String data, String error)
      throws Exception {
    String body = Requests.infer(datatype, shape, data.replace("Z", ZEROS));
    HttpResponse<String> response = client.infer(body);
    assertThat(Client.error(response)).isEqualTo(error);
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "FP32,  1.5,  1.5,  from 0 to 1",
    "FP32,  -0.1, -0.1, from 0 to 1",
    "UINT8, 256,  256.0, a whole number from 0 to 255",
    "UINT8, 0.5,  0.5,  a whole number from 0 to 255",
  })
  void takesNoValueThatIsNoPixel(String datatype, String value, String found, String allowed)
      throws Exception {
    String data = "[%s%s]".formatted(value, ",0".repeat(783));
    assertThat(Client.error(client.infer(Requests.infer(datatype, "[1,784]", data))))
        .isEqualTo(
            "inputs[0].data: value 0 is %s, but %s must be %s".formatted(found, datatype, allowed));
  }

  @Test
  void loadsNoModelUnlessThatIsEnabled() throws Exception {
    HttpResponse<String> response = client.post("/v2/repository/models/mnist/load", "");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Client.error(response)).contains("serving.reload");
  }
}
