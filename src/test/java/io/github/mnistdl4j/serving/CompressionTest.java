package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed requests and answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionTest {
  private static final String INFER = "/v2/models/mnist/infer";
  private static final String REQUEST = Requests.infer(Requests.image(1));

  private final InferenceServer server = ServedRun.start("max-body=65536", "max-picture=65536");
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  private static byte[] packed(String coding, byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        coding.endsWith("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private HttpRequest.Builder post(String path, String coding, byte[] body) {
    return client
        .to(path)
        .header("Content-Encoding", coding)
        .POST(BodyPublishers.ofByteArray(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate"})
  void unpacksRequests(String coding) throws Exception {
    byte[] body = packed(coding, REQUEST.getBytes(StandardCharsets.UTF_8));
    assertThat(client.send(post(INFER, coding, body)).body())
        .isEqualTo(client.infer(REQUEST).body());
    byte[] png = Requests.png(28);
    assertThat(client.send(post("/predict", coding, packed(coding, png))).body())
        .isEqualTo(client.post("/predict", png).body());
  }

  @Test
  void countsTheJsonOfBinaryDataBeforeItIsPacked() throws Exception {
    TritonRequest request =
        TritonRequest.of(TritonRequest.DEFAULT, TritonRequest.floats(Requests.image(1)));
    HttpRequest.Builder packed =
        request
            .post(client.uri(INFER))
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(packed("gzip", request.body())));
    assertThat(client.bytes(packed).body())
        .isEqualTo(client.bytes(request.post(client.uri(INFER))).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, gzip", "zstd", "compress"})
  void refusesOtherCodings(String coding) throws Exception {
    HttpResponse<String> response = client.send(post(INFER, coding, new byte[99]));
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(Client.error(response))
        .isEqualTo(
            "Content-Encoding is \"%s\", but must be gzip, deflate or identity".formatted(coding));
  }

  @ParameterizedTest
  @CsvSource({"gzip, /predict", "deflate, /predict", "gzip, " + INFER, "deflate, " + INFER})
  void unpacksNoMoreThanTheLimit(String coding, String path) throws Exception {
    byte[] bomb = packed(coding, new byte[60_000_000]);
    assertThat(bomb).hasSizeLessThan(65_536);
    HttpResponse<String> response = client.send(post(path, coding, bomb));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(Client.error(response)).isEqualTo("the body has more than 65536 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void saysWhichBodiesAreDamaged(String coding) throws Exception {
    byte[] plain = REQUEST.getBytes(StandardCharsets.UTF_8);
    byte[] whole = packed(coding, plain);
    byte[] broken = whole.clone();
    broken[whole.length / 2] ^= 0x55;
    for (byte[] body : new byte[][] {plain, {}, broken, Arrays.copyOf(whole, whole.length - 7)}) {
      HttpResponse<String> response = client.send(post(INFER, coding, body));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Client.error(response))
          .isEqualTo("the body is not in the form of " + coding + ", as Content-Encoding says");
    }
  }

  private static InputStream unpacked(String coding, byte[] body) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return coding.equals("gzip") ? new GZIPInputStream(in) : new InflaterInputStream(in);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gzip                          | gzip",
        "deflate                       | deflate",
        "gzip, deflate, br             | gzip",
        "br, gzip;q=0.5, deflate;q=0.8 | deflate",
        "*                             | gzip",
        "GZIP ; q=1.000                | gzip",
        "gzip;q=0, *                   | deflate",
      })
  void packsAnswersWhereThatIsWanted(String accepted, String coding) throws Exception {
    HttpResponse<byte[]> response =
        client.bytes(client.to("/v2/models/mnist").header("Accept-Encoding", accepted));
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue(coding);
    assertThat(response.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(unpacked(coding, response.body()).readAllBytes())
        .asString()
        .isEqualTo(client.get("/v2/models/mnist").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "identity, gzip;q=0.5", "\"", ";;,=,gzip;q=x", ""})
  void packsNoOtherAnswers(String accepted) throws Exception {
    HttpResponse<String> response =
        client.send(client.to("/v2/models/mnist").header("Accept-Encoding", accepted));
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body()).isEqualTo(client.get("/v2/models/mnist").body());
  }

  @Test
  void packsNoShortAnswers() throws Exception {
    HttpResponse<String> response =
        client.send(client.to("/v2/health/live").header("Accept-Encoding", "gzip"));
    assertThat(response.body()).isEqualTo("{\"live\":true}");
  }
}
