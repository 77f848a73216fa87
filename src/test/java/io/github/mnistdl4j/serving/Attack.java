package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.image.format.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
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
  NOISE;

  private static final String POST = "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String INFER = POST.formatted("/v2/models/mnist/infer");
  private static final String PREDICT = POST.formatted("/predict");
  private static final byte[] BOMB = Requests.blank(30_000, 30_000);
  private static final byte[] PICTURE = Requests.png(60);
  private static final byte[] TIFF = Requests.blank(60, 60, "tiff");

  /** As many pixels as are allowed, and no ink. */
  private static final byte[] LARGE_TIFF = Requests.blank(4000, 4000, "tiff");

  private static final byte[] GZIP_BOMB = gzip(new byte[30_000_000]);

  private static final int PATIENCE_MILLIS = 20_000;

  /** Whether some of it may be a picture after all. */
  boolean mayBeAnswered() {
    return this == DAMAGED_IMAGE || this == DAMAGED_TIFF || this == DAMAGED_WEBP;
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
    String image = Requests.infer(Requests.image(random.nextInt()));
    return switch (this) {
      case MALFORMED_JSON -> infer(image.substring(0, random.nextInt(image.length())));
      case WRONG_SHAPE ->
          infer(Requests.infer("FP32", "[%d,%d]".formatted(random.nextInt(), 784), "[0,1]"));
      case NOT_A_NUMBER -> infer(image.replaceFirst("0\\.0", "NaN"));
      case HUGE_BODY -> (INFER + "Content-Length: 99999999999\r\n\r\n").getBytes(ascii());
      case ENDLESS_CHUNKS ->
          (INFER + "Transfer-Encoding: chunked\r\n\r\n" + chunk().repeat(20)).getBytes(ascii());
      case SLOW_CLIENT -> (INFER + "Content-Length: 5000\r\n\r\n{").getBytes(ascii());
      case HALF_CLOSED -> (INFER + "Content-Length: 5000\r\n\r\n{").getBytes(ascii());
      case GONE_BEFORE_THE_ANSWER -> infer(image);
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
      case COMPRESSED_BOMB -> packed(random.nextBoolean() ? INFER : PREDICT, GZIP_BOMB);
      case DAMAGED_GZIP -> packed(INFER, damaged(GZIP_BOMB, random));
      case LYING_HEADER ->
          binary(TritonRequest.DEFAULT, lie(random, TritonRequest.DEFAULT.length()));
      case LYING_TENSOR -> {
        String lie = TritonRequest.DEFAULT.replace("3136", lie(random, 3136));
        yield binary(lie, String.valueOf(lie.length()));
      }
      case PICTURE_BOMBS -> pictures();
      case MALFORMED_CHUNK ->
          (INFER + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n").getBytes(ascii());
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

  private static byte[] request(String head, byte[] body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write((head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ascii()));
    all.write(body);
    return all.toByteArray();
  }

  private static byte[] packed(String head, byte[] body) throws IOException {
    return request(head + "Content-Encoding: gzip\r\n", body);
  }

  /** Another number than the true one. */
  private static String lie(Random random, int truth) {
    long lie = random.nextBoolean() ? random.nextLong() : truth + 1 + random.nextInt(5000);
    return String.valueOf(lie);
  }

  private static byte[] binary(String json, String length) throws IOException {
    byte[] body = TritonRequest.of(json, new byte[3136]).body();
    return request(INFER + "Inference-Header-Content-Length: " + length + "\r\n", body);
  }

  private static byte[] pictures() throws IOException {
    byte[] elements = TritonRequest.elements(BOMB, BOMB);
    TritonRequest bombs = TritonRequest.of("image", "BYTES", "[2]", elements);
    String header = "Inference-Header-Content-Length: " + bombs.jsonLength() + "\r\n";
    return request(INFER + header, bombs.body());
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
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
