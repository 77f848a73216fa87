package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureBodyTest {
  private static final byte[] PICTURE = Requests.png(100);

  private final InferenceServer server = ServedRun.start();
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  private HttpResponse<String> postForm(String field, byte[] content) throws Exception {
    return client.send(
        client
            .to("/predict")
            .header("Content-Type", "multipart/form-data; boundary=xyz")
            .POST(BodyPublishers.ofByteArray(form(field, content))));
  }

  private static byte[] form(String field, byte[] content) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    String head =
        "--xyz\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"../../7.png\"\r\n\r\n";
    form.write(head.formatted(field).getBytes(StandardCharsets.US_ASCII));
    form.write(content);
    form.write("\r\n--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  @Test
  void predictsAPicture() throws Exception {
    HttpResponse<String> response = client.post("/predict", PICTURE);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonObject answer = Client.json(response);
    int digit = answer.get("digit").getAsInt();
    assertThat(answer.keySet())
        .containsExactly(
            "digit",
            "label",
            "probability",
            "probabilities",
            "rejected",
            "width",
            "height",
            "input");
    assertThat(answer.get("label").getAsString()).isEqualTo(Integer.toString(digit));
    assertThat(answer.get("width").getAsInt()).isEqualTo(28);
    assertThat(answer.get("height").getAsInt()).isEqualTo(28);
    assertThat(answer.getAsJsonArray("probabilities")).hasSize(10);
    assertThat(answer.getAsJsonArray("probabilities").get(digit))
        .isEqualTo(answer.get("probability"));
    assertThat(answer.getAsJsonArray("input")).hasSize(784);
    assertThat(answer.getAsJsonArray("input").asList().stream().map(JsonElement::getAsString))
        .allMatch(number -> number.matches("(0\\.\\d{1,3}|1\\.0)"))
        .contains("1.0");
  }

  @Test
  void takesAFormJustAsWell() throws Exception {
    assertThat(postForm("image", PICTURE).body())
        .isEqualTo(client.post("/predict", PICTURE).body());
  }

  @Test
  void explainsTheDigitThatWasPredictedOrAnother() throws Exception {
    JsonObject predicted = Client.json(client.post("/predict", PICTURE));
    int digit = predicted.get("digit").getAsInt();
    JsonObject explained = Client.json(client.post("/explain", PICTURE));
    assertThat(explained.getAsJsonArray("attribution")).hasSize(784);
    assertThat(explained.get("input")).isEqualTo(predicted.get("input"));
    assertThat(explained).isEqualTo(Client.json(client.post("/explain?digit=" + digit, PICTURE)));
    assertThat(explained)
        .isNotEqualTo(Client.json(client.post("/explain?digit=" + (9 - digit), PICTURE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"digit=10", "digit=", "digit=x", "digits=1", "digit=1&digit=2"})
  void explainsNoOtherDigit(String query) throws Exception {
    HttpResponse<String> response = client.post("/explain?" + query, PICTURE);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.error(response))
        .isEqualTo("the query must be digit=0 to digit=9, class=NAME, or empty");
  }

  @Test
  void seesWhenNothingIsDrawn() throws Exception {
    HttpResponse<String> response = client.post("/predict", Requests.blank(50, 50));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(Client.error(response)).startsWith("the picture ");
  }

  @Test
  void refusesWhatIsNoPicture() throws Exception {
    HttpResponse<String> response = client.post("/predict", "hello");
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(Client.error(response))
        .startsWith("the picture is not a PNG, JPEG, GIF, BMP, TIFF or WebP");
  }

  @Test
  void unpacksNoBomb() throws Exception {
    HttpResponse<String> response = client.post("/predict", Requests.blank(12_000, 6_000));
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(Client.error(response)).contains("12000 × 6000 pixels");
  }

  @Test
  void saysWhatIsWrongWithAForm() throws Exception {
    assertThat(Client.error(postForm("picture", PICTURE)))
        .isEqualTo("the form has no field \"image\" with the picture");
    HttpResponse<String> damaged =
        client.send(
            client
                .to("/predict")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofString("--xyz\r\n")));
    assertThat(damaged.statusCode()).isEqualTo(400);
    assertThat(Client.error(damaged)).isEqualTo("the form is damaged");
    HttpResponse<String> boundless =
        client.send(
            client
                .to("/predict")
                .header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofByteArray(PICTURE)));
    assertThat(Client.error(boundless)).isEqualTo("the header Content-Type has no boundary");
  }
}
