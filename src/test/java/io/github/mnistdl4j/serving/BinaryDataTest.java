package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.TritonRequest.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary tensor data extension of the Open Inference Protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinaryDataTest {
  private static final String PATH = "/v2/models/mnist/infer";
  private static final float[] IMAGE = greys();
  private static final byte[] BYTES = TritonRequest.floats(IMAGE);

  private final InferenceServer server = ServedRun.start();
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  /** Whole grey levels from 0 to 127, which all datatypes have, as ink. */
  private static float[] greys() {
    float[] image = new float[784];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 7 == 0 ? i % 128 / 255f : 0;
    }
    return image;
  }

  private Answer infer(TritonRequest request) throws Exception {
    HttpResponse<byte[]> response = client.bytes(request.post(client.uri(PATH)));
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return Answer.of(response);
  }

  private static Prediction predicted(float[] image) {
    return ServedRun.model().predictor().predict(image);
  }

  @Test
  void goesBothWays() throws Exception {
    HttpResponse<byte[]> response =
        client.bytes(TritonRequest.of(TritonRequest.DEFAULT, BYTES).post(client.uri(PATH)));
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    Answer answer = Answer.of(response);
    assertThat(answer.json())
        .hasToString(
            "{\"model_name\":\"mnist\",\"model_version\":\"a\",\"outputs\":["
                + "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[1,10],"
                + "\"parameters\":{\"binary_data_size\":40}},"
                + "{\"name\":\"digit\",\"datatype\":\"INT64\",\"shape\":[1],"
                + "\"parameters\":{\"binary_data_size\":8}},"
                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[1],"
                + "\"parameters\":{\"binary_data_size\":5}}]}");
    assertThat(answer.floats(10)).containsExactly(predicted(IMAGE).probabilities());
    assertThat(answer.binary().getLong()).isEqualTo(predicted(IMAGE).digit());
    assertThat(answer.text()).isEqualTo(predicted(IMAGE).label());
    assertThat(answer.binary().hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, 40", "false, 0"})
  void sendsBinaryWhatIsWantedSo(boolean binary, int bytes) throws Exception {
    String outputs =
        "{\"outputs\":[{\"name\":\"digit\",\"parameters\":{\"binary_data\":false}},"
            + "{\"name\":\"probabilities\"}],";
    String json =
        TritonRequest.DEFAULT
            .replaceFirst("\\{", outputs)
            .replace("\"binary_data_output\":true", "\"binary_data_output\":" + binary);
    Answer answer = infer(TritonRequest.of(json, BYTES));
    assertThat(answer.binary().remaining()).isEqualTo(bytes);
    assertThat(answer.json().toString())
        .contains("\"shape\":[1],\"data\":[" + predicted(IMAGE).digit() + "]");
  }

  @Test
  void namesTheMostProbableClasses() throws Exception {
    String json =
        TritonRequest.DEFAULT.replaceFirst(
            "\\{",
            "{\"outputs\":[{\"name\":\"probabilities\",\"parameters\":"
                + "{\"classification\":2,\"binary_data\":true}}],");
    Answer answer = infer(TritonRequest.of(json, BYTES));
    assertThat(answer.json().toString()).contains("\"BYTES\",\"shape\":[1,2]");
    Prediction expected = predicted(IMAGE);
    assertThat(answer.text())
        .isEqualTo(
            "%s:%d:%s".formatted(expected.probability(), expected.digit(), expected.label()));
    assertThat(answer.text()).matches("[0-9.E-]+:\\d:\\d");
  }

  @Test
  void takesAnImageWithoutJson() throws Exception {
    Answer answer = infer(TritonRequest.of("", BYTES));
    assertThat(answer.json().toString()).contains("\"binary_data_size\":40");
    assertThat(answer.floats(10)).containsExactly(predicted(IMAGE).probabilities());
    assertThat(answer.binary().getLong()).isEqualTo(predicted(IMAGE).digit());
  }

  @Test
  void takesNothingElseWithoutJson() throws Exception {
    for (int bytes : new int[] {0, 3135, 6272}) {
      assertThat(error("", new byte[bytes]))
          .isEqualTo(
              "400 Inference-Header-Content-Length is 0, so that the body must be an image, 3136 bytes of FP32, but it has "
                  + bytes);
    }
    float[] image = IMAGE.clone();
    image[9] = 2;
    assertThat(error("", TritonRequest.floats(image)))
        .isEqualTo("400 input.data: value 9 is 2.0, but FP32 must be from 0 to 1");
  }

  private static void put(ByteBuffer bytes, String datatype, float value) {
    int grey = Math.round(value * 255);
    switch (datatype) {
      case "FP64" -> bytes.putDouble(value);
      case "UINT8", "INT8" -> bytes.put((byte) grey);
      case "INT16" -> bytes.putShort((short) grey);
      case "INT32" -> bytes.putInt(grey);
      case "INT64" -> bytes.putLong(grey);
      default -> bytes.putFloat(value);
    }
  }

  @ParameterizedTest
  @CsvSource({"FP32,4", "FP64,8", "UINT8,1", "INT8,1", "INT16,2", "INT32,4", "INT64,8"})
  void takesEveryDatatype(String datatype, int size) throws Exception {
    byte[] bytes = new byte[784 * size];
    ByteBuffer buffer = TritonRequest.on(bytes);
    for (float value : IMAGE) {
      put(buffer, datatype, value);
    }
    assertThat(infer(TritonRequest.of(datatype, "[1,784]", bytes)).floats(10))
        .containsExactly(predicted(IMAGE).probabilities());
  }

  /** Sign, exponent of 5 bits, fraction of 10. */
  @ParameterizedTest
  @CsvSource({
    "0x3C00, 1f",
    "0x3800, 0.5f",
    "0x3555, 0.33325195f",
    "0x0400, 6.1035156E-5f",
    "0x0001, 5.9604645E-8f",
    "0x8000, -0f",
  })
  void takesHalves(String bits, float value) throws Exception {
    byte[] bytes = new byte[784 * 2];
    ByteBuffer buffer = TritonRequest.on(bytes);
    float[] image = new float[784];
    for (int i = 0; i < 784; i += 3) {
      buffer.putShort(2 * i, Integer.decode(bits).shortValue());
      image[i] = value;
    }
    assertThat(infer(TritonRequest.of("FP16", "[1,784]", bytes)).floats(10))
        .containsExactly(predicted(image).probabilities());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[784]", "[28,28]", "[1,784]", "[1,28,28]", "[1,1,28,28]", "[1,28,28,1]"})
  void takesEveryShapeOfAnImage(String shape) throws Exception {
    assertThat(infer(TritonRequest.of("FP32", shape, BYTES)).floats(10))
        .containsExactly(predicted(IMAGE).probabilities());
  }

  @Test
  void takesSeveralImages() throws Exception {
    float[] two = Arrays.copyOf(IMAGE, 2 * 784);
    Answer answer = infer(TritonRequest.of("FP32", "[2,28,28]", TritonRequest.floats(two)));
    assertThat(answer.floats(10)).containsExactly(predicted(IMAGE).probabilities());
    assertThat(answer.floats(10)).containsExactly(predicted(new float[784]).probabilities());
  }

  @Test
  void takesPictures() throws Exception {
    byte[] png = Requests.png(60);
    byte[] elements = TritonRequest.elements(png, Requests.png(90));
    Answer answer = infer(TritonRequest.of("image", "BYTES", "[2,1]", elements));
    assertThat(answer.json().toString()).contains("\"shape\":[2,10]");
    Prediction expected =
        ServedRun.model().predictor().predict(ImageIO.read(new ByteArrayInputStream(png)));
    assertThat(answer.floats(10)).containsExactly(expected.probabilities());
  }

  @Test
  void saysWhichPictureIsWrong() throws Exception {
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
    byte[] blank = Requests.blank(30, 30);
    assertThat(error("BYTES", "[2]", TritonRequest.elements(Requests.png(60), text)))
        .startsWith("400 inputs[0].data: element 1: the picture ");
    assertThat(error("BYTES", "[1]", TritonRequest.elements(blank)))
        .startsWith("422 inputs[0].data: element 0: the picture ");
    assertThat(error("BYTES", "[2]", TritonRequest.elements(text)))
        .isEqualTo("400 inputs[0]: element 1 is missing: it begins with its length, in four bytes");
    assertThat(error("BYTES", "[1]", TritonRequest.elements(text, text)))
        .isEqualTo("400 inputs[0]: 14 bytes are left after element 0, the last");
    assertThat(error("BYTES", "[1]", new byte[] {-1, -1, -1, -1, 0}))
        .isEqualTo("400 inputs[0]: element 0 says that it has 4294967295 bytes, but 1 are left");
    assertThat(error("BYTES", "[17]", text))
        .isEqualTo("400 inputs[0].shape is [17], but must be [n] or [n, 1], n from 1 to 16");
    assertThat(error("UINT8", "[1]", text))
        .isEqualTo("400 inputs[0].datatype is \"UINT8\", but must be BYTES for \"image\"");
  }

  private String error(String datatype, String shape, byte[] bytes) throws Exception {
    return error(TritonRequest.of("image", datatype, shape, bytes).post(client.uri(PATH)));
  }

  private String error(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = client.send(request);
    return response.statusCode() + " " + Client.error(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "2147483648", "99999999999999999999", "x", "1.5", "", "0x10"})
  void refusesAHeaderThatIsNoLength(String length) throws Exception {
    TritonRequest request = TritonRequest.of(TritonRequest.DEFAULT, BYTES);
    assertThat(error(request.post(client.uri(PATH), length)))
        .isEqualTo(
            "400 Inference-Header-Content-Length is \"%.40s\", but must be the number of the body's bytes that are JSON"
                .formatted(length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4000 | Inference-Header-Content-Length is 4000, but the body has 3279 bytes only",
        "5    | the body is not JSON at the top level",
        "144  | the body is not JSON at the top level",
        "999  | the body is not JSON at the top level",
      })
  void refusesAHeaderThatLies(String length, String error) throws Exception {
    TritonRequest request = TritonRequest.of(TritonRequest.DEFAULT, new byte[3136]);
    assertThat(error(request.post(client.uri(PATH), length))).isEqualTo("400 " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3136 | 3135 | inputs[0].parameters.binary_data_size is 3135, but the body has 3136 bytes after the JSON, whose length is in the header Inference-Header-Content-Length",
        "3136 | 9223372036854775807 | inputs[0].parameters.binary_data_size is 9223372036854775807, but the body has 3136 bytes after the JSON, whose length is in the header Inference-Header-Content-Length",
        "3136 | -1      | inputs[0].parameters.binary_data_size is -1, but must be a number of bytes",
        "3136 | `\"x\"` | inputs[0].parameters.binary_data_size must be a number, but is a string",
        "3136 | 1.5     | inputs[0].parameters.binary_data_size must be a whole number of at most 9223372036854775807",
        "3132 | 3132    | inputs[0].parameters.binary_data_size is 3132, but the shape [1, 784] needs 3136",
      })
  void refusesASizeThatLies(int bytes, String size, String error) throws Exception {
    String json = TritonRequest.DEFAULT.replace(":3136", ":" + size);
    assertThat(error(TritonRequest.of(json, new byte[bytes]).post(client.uri(PATH))))
        .isEqualTo("400 " + error);
  }

  @Test
  void refusesWhatContradictsItself() throws Exception {
    String json = TritonRequest.DEFAULT;
    assertThat(error(json.replace("\"datatype\"", "\"data\":[0],\"datatype\""), BYTES))
        .isEqualTo("400 inputs[0] has both data and parameters.binary_data_size: send one of them");
    String input = "{\"name\":\"input\",\"parameters\":{\"binary_data_size\":1}}";
    assertThat(error("{\"inputs\":[%s,%1$s]}".formatted(input), new byte[2]))
        .isEqualTo("400 inputs has more than one tensor");
    assertThat(error(json.replace(",\"parameters\":{\"binary_data_size\":3136}", ""), BYTES))
        .startsWith("400 inputs[0].parameters.binary_data_size is missing, but the body has 3136");
    assertThat(error(json.replace("[1,784]", "[9223372036854775807,784]"), BYTES))
        .isEqualTo(
            "400 inputs[0].parameters.binary_data_size is 3136, but the shape [9223372036854775807, 784] needs 28924494707576576930752");
    assertThat(Client.error(client.infer(json)))
        .startsWith("inputs[0].parameters.binary_data_size is 3136, but the body has 0 bytes");
  }

  private String error(String json, byte[] binary) throws Exception {
    return error(TritonRequest.of(json, binary).post(client.uri(PATH)));
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.5", "-0.1, -0.1", "NaN, NaN", "Infinity, Infinity"})
  void takesNoValueThatIsNoPixel(float value, String found) throws Exception {
    float[] image = IMAGE.clone();
    image[9] = value;
    TritonRequest request = TritonRequest.of("FP32", "[784]", TritonRequest.floats(image));
    assertThat(error(request.post(client.uri(PATH))))
        .isEqualTo(
            "400 inputs[0].data: value 9 is %s, but FP32 must be from 0 to 1".formatted(found));
  }
}
