package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.image.format.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Requests as nobody should send them. */
enum Attack {
  MALFORMED_JSON,
  WRONG_SHAPE,
  NOT_A_NUMBER,
  HUGE_BODY,
  ENDLESS_CHUNKS,
  SLOW_CLIENT,
  HALF_CLOSED,
  GONE_BEFORE_THE_ANSWER,
  IMAGE_BOMB,
  DAMAGED_IMAGE,
  DAMAGED_TIFF,
  DAMAGED_WEBP,
  TIFF_BOMB,
  PATH_TRAVERSAL,
  DEEP_NESTING,
  COMPRESSED_BOMB,
  DAMAGED_GZIP,
  LYING_HEADER,
  LYING_TENSOR,
  PICTURE_BOMBS,
  MALFORMED_CHUNK,
  HUGE_SHAPE,
  LONE_SURROGATE,
  FOREIGN_ORIGIN,
  NOISE;

  private static final String POST = "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String INFER = POST.formatted("/v2/models/mnist/infer");
  private static final String PREDICT = POST.formatted("/predict");
  private static final String IMAGE = Requests.infer(Requests.image(1));
  private static final byte[] BOMB = Requests.blank(12_000, 12_000);
  private static final byte[] PICTURE = Requests.png(60);
  private static final byte[] TIFF = Requests.blank(60, 60, "tiff");

  /** As many pixels as are allowed, and no ink. */
  private static final byte[] LARGE_TIFF = Requests.blank(4000, 4000, "tiff");

  private static final byte[] GZIP_BOMB = bomb(true);
  private static final byte[] DEFLATE_BOMB = bomb(false);

  private static final List<String> MALFORMED =
      List.of(
          "5\r\nabcdefgh\r\n", "zz\r\nabc\r\n", "-1\r\nabc\r\n", "fffffffffffffffff\r\nabc\r\n");

  /** Products that overflow 32 or 64 bits, some to 784. */
  private static final List<String> SHAPES =
      List.of(
          "[4294967297,784]",
          "[18446744073709551617,784]",
          "[9223372036854775807,784]",
          "[1152921504606846977,28,28]",
          "[-1,-784]",
          "[2147483647,2147483647,2147483647,2147483647]",
          "[1" + ",1".repeat(5000) + ",784]");

  private static final List<String> SURROGATES =
      List.of(
          "{\"id\":\"\\ud800\",\"inputs",
          "{\"id\":\"\\udfff\\ud800\",\"inputs",
          "{\"outputs\":[{\"name\":\"\\udc00\"}],\"inputs");

  private static final List<String> ORIGINS =
      List.of(
          "Origin: http://evil.example",
          "Origin: http://localhost:3000",
          "Origin: null",
          "Origin: http://localhost\r\nOrigin: http://evil.example",
          "Sec-Fetch-Site: cross-site",
          "Sec-Fetch-Site: same-site");

  private static final int PATIENCE_MILLIS = 20_000;

  /** Whether some of it may be a picture after all. */
  boolean mayBeAnswered() {
    return this == DAMAGED_IMAGE || this == DAMAGED_TIFF || this == DAMAGED_WEBP;
  }

  /** The statuses of which it gets one where the server has time for it; 0 is no answer. */
  Set<Integer> statuses() {
    return switch (this) {
      case SLOW_CLIENT, HALF_CLOSED -> Set.of(408);
      case GONE_BEFORE_THE_ANSWER -> Set.of(0);
      case DAMAGED_IMAGE, DAMAGED_TIFF, DAMAGED_WEBP -> Set.of(200, 415, 422);
      case IMAGE_BOMB -> Set.of(415);
      case TIFF_BOMB -> Set.of(422);
      case HUGE_BODY, ENDLESS_CHUNKS, COMPRESSED_BOMB -> Set.of(413);
      case DAMAGED_GZIP -> Set.of(400, 413);
      case FOREIGN_ORIGIN -> Set.of(403);
      case PATH_TRAVERSAL -> Set.of(400, 404);
      case NOISE -> Set.of(0, 400, 431, 505);
      default -> Set.of(400);
    };
  }

  /** Carries it out once; what the server answers, as far as it can be read. */
  String carryOut(Client client, Random random) throws IOException {
    try (Socket socket = client.connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes(random));
      if (this == HALF_CLOSED) {
        socket.shutdownOutput();
      }
      return this == GONE_BEFORE_THE_ANSWER ? "" : Client.readAll(socket);
    } catch (IOException e) {
      return ""; // the server may have had enough before all was sent
    }
  }

  private byte[] bytes(Random random) throws IOException {
    return switch (this) {
      case MALFORMED_JSON -> infer(IMAGE.substring(0, random.nextInt(IMAGE.length())));
      case WRONG_SHAPE ->
          infer(Requests.infer("FP32", "[%d,%d]".formatted(random.nextInt(), 784), "[0,1]"));
      case NOT_A_NUMBER -> infer(IMAGE.replaceFirst("0\\.0", "NaN"));
      case HUGE_BODY -> (INFER + "Content-Length: 99999999999\r\n\r\n").getBytes(ascii());
      case ENDLESS_CHUNKS ->
          (INFER + "Transfer-Encoding: chunked\r\n\r\n" + chunk().repeat(20)).getBytes(ascii());
      case SLOW_CLIENT -> (INFER + "Content-Length: 5000\r\n\r\n{").getBytes(ascii());
      case HALF_CLOSED -> (INFER + "Content-Length: 5000\r\n\r\n{").getBytes(ascii());
      case GONE_BEFORE_THE_ANSWER -> infer(IMAGE);
      case IMAGE_BOMB -> predict(BOMB);
      case DAMAGED_IMAGE -> predict(damaged(PICTURE, random));
      case DAMAGED_TIFF -> predict(damaged(TIFF, random));
      case DAMAGED_WEBP -> predict(damaged(TestPictures.WEBP.get(random.nextInt(2)), random));
      case TIFF_BOMB -> predict(LARGE_TIFF);
      case PATH_TRAVERSAL ->
          "GET /%s/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .formatted(random.nextBoolean() ? "%2e%2e" : "page")
              .getBytes(ascii());
      case DEEP_NESTING -> infer("{\"inputs\":" + "[".repeat(5000));
      case COMPRESSED_BOMB -> bomb(random);
      case DAMAGED_GZIP -> packed(INFER, "gzip", damaged(GZIP_BOMB, random));
      case LYING_HEADER -> Lies.header(INFER, random);
      case LYING_TENSOR -> Lies.tensor(INFER, random);
      case PICTURE_BOMBS -> pictures();
      case MALFORMED_CHUNK ->
          (INFER + "Transfer-Encoding: chunked\r\n\r\n" + pick(random, MALFORMED))
              .getBytes(ascii());
      case HUGE_SHAPE -> infer(IMAGE.replace("[1,784]", pick(random, SHAPES)));
      case LONE_SURROGATE -> infer(IMAGE.replace("{\"inputs", pick(random, SURROGATES)));
      case FOREIGN_ORIGIN ->
          request(INFER + pick(random, ORIGINS) + "\r\n", IMAGE.getBytes(ascii()));
      case NOISE -> noise(random);
    };
  }

  private static Charset ascii() {
    return StandardCharsets.US_ASCII;
  }

  private static String chunk() {
    return "4000\r\n" + " ".repeat(0x4000) + "\r\n";
  }

  private static byte[] infer(String json) throws IOException {
    return request(INFER, json.getBytes(ascii()));
  }

  private static byte[] predict(byte[] picture) throws IOException {
    return request(PREDICT, picture);
  }

  static byte[] request(String head, byte[] body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write((head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ascii()));
    all.write(body);
    return all.toByteArray();
  }

  private static String pick(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] bomb(Random random) throws IOException {
    String head = random.nextBoolean() ? INFER : PREDICT;
    return random.nextBoolean()
        ? packed(head, "gzip", GZIP_BOMB)
        : packed(head, "deflate", DEFLATE_BOMB);
  }

  private static byte[] packed(String head, String coding, byte[] body) throws IOException {
    return request(head + "Content-Encoding: " + coding + "\r\n", body);
  }

  private static byte[] pictures() throws IOException {
    byte[] elements = TritonRequest.elements(BOMB, BOMB);
    TritonRequest bombs = TritonRequest.of("image", "BYTES", "[2]", elements);
    String header = "Inference-Header-Content-Length: " + bombs.jsonLength() + "\r\n";
    return request(INFER + header, bombs.body());
  }

  private static byte[] bomb(boolean gzip) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        gzip ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
      out.write(new byte[30_000_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] damaged(byte[] intact, Random random) {
    byte[] picture = intact.clone();
    for (int i = 0; i < 5; i++) {
      picture[8 + random.nextInt(picture.length - 8)] = (byte) random.nextInt();
    }
    return picture;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(2000)];
    random.nextBytes(noise);
    noise[noise.length - 1] = '\n';
    return noise;
  }
}
